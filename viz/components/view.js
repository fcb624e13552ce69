// Shows HTML that the server writes, changes only what differs, and sends back what people do.
// A control names what it does in data-act; its value, or data-value, goes with it.

const DELAY = 60; // ms that a slider rests before its value is sent

function morph(old, fresh) {
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || old.id !== fresh.id) {
    old.replaceWith(fresh);
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  if (old.isEqualNode(fresh) && !("value" in old)) return;
  const busy = old === document.activeElement && "value" in old && old.type !== "checkbox" && old.nodeName !== "BUTTON";
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !(name === "open" && old.nodeName === "DETAILS")) old.removeAttribute(name);
  }
  for (const { name, value } of [...fresh.attributes]) {
    if (old.getAttribute(name) !== value && !(busy && name === "value")) old.setAttribute(name, value);
  }
  const [before, after] = [[...old.childNodes], [...fresh.childNodes]];
  after.forEach((child, place) => (place < before.length ? morph(before[place], child) : old.append(child)));
  before.slice(after.length).forEach((child) => child.remove());
  if (old.nodeName === "INPUT" && !busy) {
    if (old.type === "checkbox" || old.type === "radio") old.checked = fresh.hasAttribute("checked");
    else if (old.type !== "file") old.value = fresh.getAttribute("value") ?? "";
  }
  if (old.nodeName === "SELECT" && !busy) {
    const chosen = [...fresh.options].find((option) => option.hasAttribute("selected"));
    if (chosen) old.value = chosen.value;
  }
}

function valueOf(element) {
  if (element.type === "checkbox") return element.checked;
  if ("value" in element && element.nodeName !== "BUTTON" && element.nodeName !== "A") return element.value;
  return element.dataset.value ?? null;
}

function save(name, type, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function rasterise(name, svg) {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(name, "image/png", blob));
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
}

// On a narrow screen the tabs scroll sideways: the current one is brought into sight, once.
function showTab(tab) {
  const nav = tab?.closest("nav");
  if (!nav?.clientWidth || nav.tab === tab.dataset.value) return;
  nav.tab = tab.dataset.value;
  nav.scrollLeft = tab.offsetLeft - nav.offsetLeft - (nav.clientWidth - tab.offsetWidth) / 2;
}

function goTo(element) {
  element?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

export function applyTheme(theme) {
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.shanyraq = dark ? "dark" : "light";
  window.dispatchEvent(new Event("shanyraq-theme"));
}

function remembered() {
  try { return localStorage.getItem("shanyraq-theme"); } catch { return null; }
}

function onPage(element) {
  const act = element.dataset.act;
  if (act === "theme") {
    const theme = document.documentElement.dataset.shanyraq === "dark" ? "light" : "dark";
    try { localStorage.setItem("shanyraq-theme", theme); } catch { /* private mode */ }
    applyTheme(theme);
  } else if (act === "copy-link") {
    navigator.clipboard?.writeText(location.href);
    element.textContent = element.dataset.done;
  } else if (act === "save-canvas") {
    document.querySelector(element.dataset.value)?.toBlob((blob) => save(element.dataset.name, "image/png", blob));
  } else if (act === "save-png") {
    rasterise(element.dataset.name, new XMLSerializer().serializeToString(document.querySelector(element.dataset.value)));
  } else if (act === "save-svg") {
    const svg = new XMLSerializer().serializeToString(document.querySelector(element.dataset.value));
    save(element.dataset.name, "image/svg+xml", svg);
  } else {
    return false;
  }
  return true;
}

export default {
  render({ model, el }) {
    const root = document.createElement("div");
    root.className = "shanyraq";
    el.append(root);
    document.querySelector("meta[name=viewport]")?.setAttribute("content", "width=device-width, initial-scale=1");
    applyTheme(remembered());
    let waiting = null;

    const send = (act, value, name) => model.send({ act, value, name: name ?? null });
    const flush = () => {
      if (waiting) { clearTimeout(waiting.timer); send(...waiting.what); waiting = null; }
    };
    const show = () => {
      const fresh = document.createElement("div");
      fresh.className = "shanyraq";
      fresh.innerHTML = model.get("html");
      const language = fresh.querySelector("[data-lang]")?.dataset.lang;
      if (language) document.documentElement.lang = language;
      const title = fresh.querySelector("[data-title]")?.dataset.title;
      if (title) document.title = title;
      const place = fresh.querySelector("[data-url]");
      if (place && model.started && place.dataset.url !== location.search) {
        const other = (new URLSearchParams(location.search).get("page") ?? "explore") !== place.dataset.page;
        history[other ? "pushState" : "replaceState"](history.state, "", place.dataset.url);
      }
      model.started = true;
      morph(root, fresh);
      requestAnimationFrame(() => showTab(root.querySelector("nav a[aria-current]")));
    };
    model.on("change:html", show);
    model.on("msg:custom", (message, buffers) => {
      if (message.save) save(message.save, message.type, buffers[0]);
      if (message.focus) setTimeout(() => goTo(document.querySelector(message.focus)), 50);
    });
    root.addEventListener("click", (event) => {
      const element = event.target.closest("[data-act]");
      if (!element || !["BUTTON", "A"].includes(element.nodeName)) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      flush();
      if (!onPage(element)) send(element.dataset.act, valueOf(element), element.dataset.name);
    });
    root.addEventListener("input", (event) => {
      const element = event.target;
      if (element.type === "range") {
        const number = element.closest("[data-control]")?.querySelector("input[type=number]");
        if (number) number.value = element.value;
      }
    });
    root.addEventListener("change", async (event) => {
      const element = event.target;
      if (!element.dataset.act || element.nodeName === "BUTTON") return;
      if (element.type === "file") {
        const file = element.files[0];
        if (!file) return;
        const text = file.size > 500000 ? null : await file.text();
        send(element.dataset.act, text, file.name);
        element.value = "";
        return;
      }
      const what = [element.dataset.act, valueOf(element), element.dataset.name];
      if ("once" in element.dataset) element.value = "";
      if (waiting && waiting.what[2] !== what[2]) flush();
      clearTimeout(waiting?.timer);
      waiting = { what, timer: setTimeout(flush, element.type === "range" ? DELAY : 0) };
    });
    show();
    const back = () => { if (root.querySelector("[data-url]")) send("back", location.search.slice(1)); };
    window.addEventListener("popstate", back);
    return () => {
      clearTimeout(waiting?.timer);
      window.removeEventListener("popstate", back);
    };
  },
};
