// Small charts that grow day by day. Each canvas is drawn at most once a frame.

const GAP = { left: 58, right: 12, top: 8, bottom: 20 };

function steps(top) {
  if (!(top > 0)) return [0, 1];
  const rough = top / 3, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough);
  const marks = [];
  for (let value = 0; value < top + step * 0.999; value += step) marks.push(value);
  return marks;
}

// Browsers write Kazakh numbers as English ones: they are written as Russian ones, with the Kazakh word for a thousand.
function numbers(lang) {
  const kazakh = lang === "kk";
  const format = new Intl.NumberFormat(kazakh ? "ru" : lang, { maximumSignificantDigits: 3, notation: "compact" });
  return (value) => (kazakh ? format.format(value).replace("тыс.", "мың") : format.format(value));
}

export default {
  render({ model, el }) {
    const box = document.createElement("div");
    box.className = "shanyraq-charts";
    el.append(box);
    let charts = [], days = [], horizon = 365, asked = 0, alive = true, number = (value) => String(value);

    function build(message) {
      box.replaceChildren();
      number = numbers(message.lang);
      horizon = message.horizon;
      charts = message.charts.map((chart) => {
        const figure = document.createElement("figure");
        const head = document.createElement("figcaption");
        head.innerHTML = "<strong></strong> <small></small><span class='keys'></span>";
        head.querySelector("strong").textContent = chart.title;
        head.querySelector("small").textContent = chart.unit;
        const values = chart.series.map((series) => {
          const key = document.createElement("span");
          key.className = "key";
          key.innerHTML = "<i></i><span></span> <b></b>";
          key.querySelector("i").style.cssText = `border-top: 3px ${series.dash ? "dashed" : "solid"} ${series.colour}`;
          key.querySelector("span").textContent = series.name;
          head.querySelector(".keys").append(key);
          return key.querySelector("b");
        });
        const canvas = document.createElement("canvas");
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", chart.title);
        figure.append(head, canvas);
        box.append(figure);
        return { ...chart, canvas, values };
      });
    }

    function smooth(column, span) {
      if (span < 2) return column;
      let sum = 0, known = 0;
      return column.map((value, i) => {
        if (Number.isFinite(value)) { sum += value; known += 1; }
        const old = column[i - span];
        if (i >= span && Number.isFinite(old)) { sum -= old; known -= 1; }
        return known ? sum / known : NaN;
      });
    }

    function draw() {
      asked = 0;
      if (!alive) return;
      const style = getComputedStyle(box);
      const [ink, line] = [style.getPropertyValue("--muted"), style.getPropertyValue("--line")];
      const ratio = Math.min(devicePixelRatio || 1, 2);
      for (const { canvas, series, span, values, title, unit } of charts) {
        const [w, h] = [canvas.clientWidth, canvas.clientHeight];
        if (!w) continue;
        if (canvas.width !== Math.round(w * ratio)) [canvas.width, canvas.height] = [Math.round(w * ratio), Math.round(h * ratio)];
        const pen = canvas.getContext("2d");
        pen.setTransform(ratio, 0, 0, ratio, 0, 0);
        pen.clearRect(0, 0, w, h);
        const columns = series.map((each) => smooth(days.map((day) => day[each.index]), span));
        let top = 0, low = 0;
        for (const column of columns) for (const value of column) {
          if (value > top) top = value;
          if (value < low) low = value;
        }
        const marks = steps(top || (low < 0 ? 0 : 1));
        const high = marks[marks.length - 1];
        const last = Math.max(60, Math.min(horizon, Math.ceil((days.length + 1) / 90) * 90));
        const X = (i) => GAP.left + (i / last) * (w - GAP.left - GAP.right);
        const Y = (value) => h - GAP.bottom - ((value - low) / (high - low || 1)) * (h - GAP.top - GAP.bottom);
        pen.font = "12px system-ui, sans-serif";
        pen.fillStyle = ink;
        pen.strokeStyle = line;
        pen.lineWidth = 1;
        pen.textAlign = "right";
        pen.textBaseline = "middle";
        for (const mark of low < 0 ? [low, 0, high] : marks) {
          const y = Math.round(Y(mark)) + 0.5;
          pen.beginPath(); pen.moveTo(GAP.left, y); pen.lineTo(w - GAP.right, y); pen.stroke();
          pen.fillText(number(mark), GAP.left - 6, y);
        }
        pen.textAlign = "center";
        pen.textBaseline = "top";
        const every = last > 1500 ? 730 : last > 500 ? 180 : last > 200 ? 90 : 30;
        for (let day = 0; day <= last; day += every) pen.fillText(String(day), X(day), h - GAP.bottom + 5);
        columns.forEach((column, which) => {
          pen.strokeStyle = series[which].colour;
          pen.lineWidth = 2;
          pen.setLineDash(series[which].dash ? [5, 3] : []);
          pen.beginPath();
          let pendown = false;
          column.forEach((value, i) => {
            if (!Number.isFinite(value)) { pendown = false; return; }
            if (pendown) pen.lineTo(X(i + 1), Y(value)); else pen.moveTo(X(i + 1), Y(value));
            pendown = true;
          });
          pen.stroke();
          const now = column[column.length - 1];
          values[which].textContent = Number.isFinite(now) ? number(now) : "–";
        });
        pen.setLineDash([]);
        if (days.length % 30 === 0) {
          const told = series.map((each, which) => `${each.name} ${values[which].textContent}`).join(", ");
          canvas.setAttribute("aria-label", `${title} (${unit}): ${told}`);
        }
      }
    }
    const ask = () => { if (!asked && alive) asked = requestAnimationFrame(draw); };

    model.on("msg:custom", (message, buffers) => {
      if (message.is === "charts") {
        build(message);
        const data = buffers[0];
        const flat = new Float64Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength));
        days = [];
        for (let i = 0; i < flat.length; i += message.width) days.push(Array.from(flat.subarray(i, i + message.width)));
        ask();
      } else if (message.is === "day") {
        const data = buffers[0];
        days.push(Array.from(new Float64Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength))));
        ask();
      }
    });
    const resized = new ResizeObserver(ask);
    resized.observe(box);
    window.addEventListener("shanyraq-theme", ask);
    model.send({ act: "ready" });
    return () => {
      alive = false;
      resized.disconnect();
      window.removeEventListener("shanyraq-theme", ask);
    };
  },
};
