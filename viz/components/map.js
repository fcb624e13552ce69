// The settlement seen from above: dwellings, the hub, and those who come today. One canvas, binary arrays.

const SLOT = 1 / 3;
const hash = (n) => ((Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) >>> 8) & 0xffff) / 0xffff;
const GOLDEN = 2.399963;

export default {
  render({ model, el }) {
    const box = document.createElement("div");
    box.className = "shanyraq-map";
    const canvas = document.createElement("canvas");
    canvas.id = "shanyraq-map";
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    box.append(canvas);
    el.append(box);
    const pen = canvas.getContext("2d");
    const ground = document.createElement("canvas");

    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let world = null;      // x, y, group, reading, colours, labels
    let queue = [];        // days received and not yet shown
    let today = null;      // the day on show
    let began = 0;         // when it came on show
    let span = 100;        // ms that a day is on show
    let chosen = null;     // row picked, with ties
    let view = { zoom: 1, dx: 0, dy: 0 };
    let size = { w: 0, h: 0, scale: 1 };
    let places = [];       // where each visitor was last drawn
    let alive = true;
    let asked = 0;
    const shown = { days: 0 };
    canvas.shown = shown;  // days painted, for the benchmark

    const css = (name) => getComputedStyle(box).getPropertyValue(name).trim();
    let ink = {};
    const readInk = () => {
      ink = Object.fromEntries(["ground", "hub", "line", "ink", "tourist"].map((key) => [key, css(`--map-${key}`)]));
    };
    const colourOf = (row) => {
      if (row < 0) return ink.tourist;
      return world.mode === "reading" ? world.readingColours[world.reading[row]] : world.colours[world.group[row]];
    };
    const toScreen = (x, y) => [
      size.w / 2 + view.dx + (x - world.middle[0]) * size.scale * view.zoom,
      size.h / 2 + view.dy - (y - world.middle[1]) * size.scale * view.zoom,
    ];

    function fit() {
      const rect = box.getBoundingClientRect();
      const ratio = Math.min(devicePixelRatio || 1, 2);
      if (!rect.width || !rect.height) return;
      [canvas.width, canvas.height] = [rect.width * ratio, rect.height * ratio];
      size = { w: rect.width, h: rect.height, ratio, scale: 1 };
      if (world) size.scale = Math.min(rect.width / 2 / world.reach[0], rect.height / 2 / world.reach[1]) * 0.94;
      paintGround();
    }

    function paintGround() {
      if (!world || !size.w) return;
      [ground.width, ground.height] = [canvas.width, canvas.height];
      const g = ground.getContext("2d");
      g.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
      g.fillStyle = ink.ground;
      g.fillRect(0, 0, size.w, size.h);
      const dot = Math.max(1.2, Math.min(3.2, 130 / Math.sqrt(world.x.length))) * Math.sqrt(view.zoom);
      g.globalAlpha = world.x.length > 12000 ? 0.4 : 0.5;
      const by = new Map();
      for (let row = 0; row < world.x.length; row++) {
        const colour = colourOf(row);
        if (!by.has(colour)) by.set(colour, []);
        by.get(colour).push(row);
      }
      for (const [colour, rows] of by) {
        g.fillStyle = colour;
        for (const row of rows) {
          const [sx, sy] = toScreen(world.x[row], world.y[row]);
          g.fillRect(sx - dot / 2 + (hash(row) - 0.5) * dot, sy - dot / 2 + (hash(row + 7) - 0.5) * dot, dot, dot);
        }
      }
      g.globalAlpha = 1;
      ask();
    }

    function hub(x, y) {
      const r = 11;
      pen.lineWidth = 1.6;
      pen.strokeStyle = ink.hub;
      pen.fillStyle = ink.ground;
      pen.beginPath(); pen.arc(x, y, r, 0, 7); pen.fill(); pen.stroke();
      pen.beginPath();
      for (const off of [-3, 0, 3]) {
        pen.moveTo(x - r * 0.8, y + off - 1); pen.quadraticCurveTo(x, y + off + 3, x + r * 0.8, y + off - 1);
        pen.moveTo(x + off - 1, y - r * 0.8); pen.quadraticCurveTo(x + off + 3, y, x + off - 1, y + r * 0.8);
      }
      pen.lineWidth = 1; pen.stroke();
    }

    function lines() {
      if (chosen === null) return;
      const from = toScreen(world.x[chosen.row], world.y[chosen.row]);
      pen.lineWidth = 1.4;
      pen.strokeStyle = ink.ink;
      pen.globalAlpha = 0.55;
      pen.beginPath();
      for (const other of chosen.ties) {
        pen.moveTo(...from);
        pen.lineTo(...toScreen(world.x[other], world.y[other]));
      }
      pen.stroke();
      pen.globalAlpha = 1;
      for (const other of chosen.ties) {
        const [x, y] = toScreen(world.x[other], world.y[other]);
        pen.fillStyle = colourOf(other);
        pen.beginPath(); pen.arc(x, y, 3.5, 0, 7); pen.fill();
      }
      pen.strokeStyle = ink.ink;
      pen.lineWidth = 2.5;
      pen.beginPath(); pen.arc(...from, 8, 0, 7); pen.stroke();
    }

    // Where a visitor is at a part p of the day; null when at home.
    function whereabouts(i, p, moving) {
      const row = today.person[i];
      const angle = i * GOLDEN;
      const spread = 15 + 2.6 * Math.sqrt(i);
      const house = row >= 0 ? world.house[row] : i % world.houses.length;
      const [hx, hy] = toScreen(...world.houses[house]);
      const seat = [hx + spread * Math.cos(angle), hy + spread * Math.sin(angle)];
      if (!moving) return seat;
      const within = (p - today.slot[i] * SLOT) / SLOT;
      const w = within - 0.12 * (hash(row + 3) - 0.5);
      if (w < 0 || w > 1) return null;
      const far = Math.hypot(size.w, size.h) * 0.6;
      const home = row >= 0 ? toScreen(world.x[row], world.y[row])
        : [hx + far * Math.cos(angle), hy + far * Math.sin(angle)];
      const go = Math.min(1, Math.min(w, 1 - w) / 0.36);
      const ease = go * go * (3 - 2 * go);
      return [home[0] + (seat[0] - home[0]) * ease, home[1] + (seat[1] - home[1]) * ease];
    }

    function paint(now) {
      asked = 0;
      if (!alive || !world) return;
      while (queue.length > 2) acknowledge(queue.shift()); // too many to show
      if (queue.length && (!today || today.final || now - began >= span * 0.9)) {
        today = queue.shift();
        began = now;
        shown.days += 1;
        acknowledge(today);
      }
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.drawImage(ground, 0, 0);
      pen.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
      lines();
      for (const at of world.houses) hub(...toScreen(...at));
      places = [];
      let active = false;
      if (today) {
        const slow = span >= 150 && !still;
        let p = Math.min(1, (now - began) / span);
        const moving = !still && p < 1;
        active = p < 1;
        const radius = today.person.length > 600 ? 2.2 : 3;
        for (let i = 0; i < today.person.length; i++) {
          const phase = slow ? p : today.slot[i] * SLOT + SLOT * ((hash(today.person[i] + i) + (now - began) / 600) % 1);
          const at = whereabouts(i, phase, moving);
          if (!at) continue;
          places.push([at[0], at[1], today.person[i]]);
          pen.fillStyle = colourOf(today.person[i]);
          pen.beginPath();
          if (today.person[i] < 0) pen.rect(at[0] - radius, at[1] - radius, 2 * radius, 2 * radius);
          else pen.arc(at[0], at[1], today.unit[i] === 1 ? radius * 1.25 : radius, 0, 7);
          pen.fill();
        }
        if (!active) today.final = true;
      }
      if (active || queue.length) ask();
    }
    const ask = () => { if (!asked && alive) asked = requestAnimationFrame(paint); };

    function acknowledge(day) {
      model.send({ act: "drawn", value: day.number });
    }

    const as = (kind, data) => new kind(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));

    model.on("msg:custom", (message, buffers) => {
      if (message.is === "world") {
        world = {
          ...message, x: as(Float32Array, buffers[0]), y: as(Float32Array, buffers[1]),
          group: as(Uint8Array, buffers[2]), reading: as(Uint8Array, buffers[3]),
          houses: [[0, 0]], house: new Uint8Array(buffers[2].byteLength),
        };
        [queue, today, chosen, places] = [[], null, null, []];
        shown.days = 0;
        canvas.setAttribute("aria-label", message.label);
        readInk();
        fit();
      } else if (message.is === "label") {
        canvas.setAttribute("aria-label", message.label);
      } else if (message.is === "houses" && world) {
        [world.houses, world.house] = [message.at, as(Uint8Array, buffers[0])];
        ask();
      } else if (message.is === "day" && world) {
        if (buffers.length > 3) {
          world.reading = as(Uint8Array, buffers[3]);
          if (message.number % 7 === 0) paintGround();
        }
        const day = {
          number: message.number, person: as(Int32Array, buffers[0]),
          unit: as(Uint8Array, buffers[1]), slot: as(Uint8Array, buffers[2]),
        };
        span = message.span;
        if (document.hidden) { today = { ...day, final: true }; acknowledge(day); } else { queue.push(day); ask(); }
      } else if (message.is === "chosen") {
        chosen = message.row === null ? null : { row: message.row, ties: message.ties };
        ask();
      } else if (message.is === "colours" && world) {
        world.mode = message.mode;
        world.reading = as(Uint8Array, buffers[0]);
        paintGround();
      } else if (message.is === "zoom") {
        zoom(message.by);
      }
    });

    function zoom(by) {
      view.zoom = by ? Math.min(12, Math.max(1, view.zoom * by)) : 1;
      if (view.zoom === 1) [view.dx, view.dy] = [0, 0];
      else if (by) { view.dx *= by; view.dy *= by; }
      paintGround();
    }

    // Where all stands in one column, whoever was picked is told of below the map.
    function reveal(card) {
      if (!card || !matchMedia("(max-width: 900px)").matches) return;
      if (card.getBoundingClientRect().top > innerHeight * 0.6) card.scrollIntoView({ behavior: still ? "auto" : "smooth" });
    }

    let drag = null;
    canvas.addEventListener("pointerdown", (event) => { drag = { x: event.offsetX, y: event.offsetY, moved: false }; });
    canvas.addEventListener("pointermove", (event) => {
      if (!drag || view.zoom === 1) return;
      const [dx, dy] = [event.offsetX - drag.x, event.offsetY - drag.y];
      if (!drag.moved && Math.hypot(dx, dy) < 5) return;
      drag = { x: event.offsetX, y: event.offsetY, moved: true };
      view.dx += dx; view.dy += dy;
      paintGround();
    });
    canvas.addEventListener("pointerup", (event) => {
      const moved = drag?.moved;
      drag = null;
      if (moved || !world) return;
      let best = 14, found = null;
      for (const [x, y, row] of places) {
        const away = Math.hypot(x - event.offsetX, y - event.offsetY);
        if (row >= 0 && away < best) [best, found] = [away, row];
      }
      if (found === null) {
        best = 24;
        for (let row = 0; row < world.x.length; row++) {
          const [x, y] = toScreen(world.x[row], world.y[row]);
          const away = Math.hypot(x - event.offsetX, y - event.offsetY);
          if (away < best) [best, found] = [away, row];
        }
      }
      if (found === null) return;
      model.send({ act: "pick", value: found });
      reveal(document.querySelector(".shanyraq .person"));
    });
    canvas.addEventListener("keydown", (event) => {
      const move = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
      if (event.key === "+" || event.key === "=") zoom(1.5);
      else if (event.key === "-") zoom(1 / 1.5);
      else if (move && view.zoom > 1) { view.dx += move[0]; view.dy += move[1]; paintGround(); }
      else return;
      event.preventDefault();
    });
    const resized = new ResizeObserver(fit);
    resized.observe(box);
    const recolour = () => { readInk(); paintGround(); };
    window.addEventListener("shanyraq-theme", recolour);
    readInk();
    fit();
    model.send({ act: "ready" });
    return () => {
      alive = false;
      resized.disconnect();
      window.removeEventListener("shanyraq-theme", recolour);
    };
  },
};
