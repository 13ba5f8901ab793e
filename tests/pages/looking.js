// What can be seen to be wrong with an open page, as lists of sentences. Read by looking.py.
(() => {
  const said = (element) => {
    const name = (element.innerText || element.getAttribute?.("aria-label") || element.name || "").trim();
    const kind = element.className?.baseVal ?? element.className ?? "";
    return `<${element.localName}${kind ? ` class="${kind}"` : ""}> ${name.slice(0, 60).replace(/\s+/g, " ")}`;
  };
  const isDrawn = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isHidden = (element) => {
    const head = element.closest("thead");
    if (head && getComputedStyle(head).clipPath !== "none") return true;
    return element.closest(".lt-hidden, .lt-skip, [aria-hidden=true]") !== null;
  };
  const scrollers = (element) => {
    const found = [];
    for (let up = element; up && up !== document.documentElement; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== "visible") found.push(up);
    }
    return found;
  };

  const structure = () => {
    const faults = [];
    const heads = document.querySelectorAll("h1");
    if (heads.length !== 1) faults.push(`${heads.length} headings of the first rank`);
    if (!document.title.trim()) faults.push("no title");
    if (!document.documentElement.lang) faults.push("no language");
    if (!document.querySelector("main, [role=main]")) faults.push("no main part");
    return faults;
  };

  const sideways = () => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const far = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      const out = box.right > innerWidth + 1 || box.left < -1;
      return out && box.width && !isHidden(element) && scrollers(element.parentElement).length === 0;
    });
    return [`the page scrolls sideways: ${said(far.at(-1) ?? document.body)}`];
  };

  const clipped = ({ print = false } = {}) => {
    const faults = [];
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest("svg") || isHidden(element) || !isDrawn(element)) continue;
      const style = getComputedStyle(element);
      const wide = element.scrollWidth > element.clientWidth + 1;
      const tall = element.scrollHeight > element.clientHeight + 1;
      const cuts = (flow) => flow === "hidden" || flow === "clip" || (print && flow !== "visible");
      const isText = !element.matches("input, select, textarea") && element.innerText?.trim();
      if (isText && ((wide && cuts(style.overflowX)) || (tall && cuts(style.overflowY)))) {
        faults.push(`text is cut: ${said(element)}`);
      }
      if (element.matches("button, select, .lt-button") && wide) faults.push(`does not fit: ${said(element)}`);
    }
    return faults;
  };

  // Where each line of text stands, without the air above and below its letters.
  const lines = () => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (!node.data.trim() || holder.closest("svg, select, script, noscript, datalist")) continue;
      if (isHidden(holder) || !isDrawn(holder)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const frames = scrollers(holder).map((one) => one.getBoundingClientRect());
      for (const box of range.getClientRects()) {
        const air = 0.25 * box.height;
        const line = { left: box.left, right: box.right, top: box.top + air, bottom: box.bottom - air };
        for (const frame of frames) {
          line.left = Math.max(line.left, frame.left);
          line.right = Math.min(line.right, frame.right);
          line.top = Math.max(line.top, frame.top);
          line.bottom = Math.min(line.bottom, frame.bottom);
        }
        if (line.right - line.left > 1 && line.bottom > line.top) found.push({ ...line, node, holder });
      }
    }
    return found;
  };

  const touching = () => {
    const faults = [];
    const found = lines().sort((a, b) => a.top - b.top);
    found.forEach((one, index) => {
      for (let next = index + 1; next < found.length && found[next].top < one.bottom; next++) {
        const other = found[next];
        if (other.node === one.node) continue;
        if (getComputedStyle(one.holder).position === "sticky") continue;
        if (one.holder.closest(".lt-sheet") && other.holder.closest(".lt-sheet")) continue;
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 2 && down > 2) faults.push(`text over text: ${said(one.holder)} | ${said(other.holder)}`);
      }
    });
    return faults;
  };

  const outside = () =>
    lines()
      .filter((line) => line.right > innerWidth + 1 || line.left < -1)
      .map((line) => `text outside the window: ${said(line.holder)}`);

  const pictures = () => {
    const faults = [];
    for (const drawing of document.querySelectorAll("svg[role=img]")) {
      const about = drawing.getAttribute("aria-labelledby")?.split(" ") ?? [];
      const words = about.map((id) => document.getElementById(id)?.textContent.trim());
      if (words.length < 2 || words.some((one) => !one)) faults.push("a picture without title and description");
      if (!drawing.getClientRects().length) continue;
      const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
      const texts = [...drawing.querySelectorAll("text")];
      const boxes = texts.map((text) => {
        const { left, right, top, bottom, height } = text.getBoundingClientRect();
        return { left, right, top: top + 0.22 * height, bottom: bottom - 0.22 * height };
      });
      const frame = drawing.getBoundingClientRect();
      texts.forEach((text, i) => {
        if (parseFloat(text.getAttribute("font-size")) * scale < 11.99) faults.push(`small in a picture: ${text.textContent}`);
        if (boxes[i].left < frame.left - 2 || boxes[i].right > frame.right + 2) faults.push(`out of its picture: ${text.textContent}`);
        for (let j = i + 1; j < texts.length; j++) {
          const across = Math.min(boxes[i].right, boxes[j].right) - Math.max(boxes[i].left, boxes[j].left);
          const down = Math.min(boxes[i].bottom, boxes[j].bottom) - Math.max(boxes[i].top, boxes[j].top);
          if (across > 1 && down > 1) faults.push(`in a picture: ${text.textContent} | ${texts[j].textContent}`);
        }
      });
    }
    return faults;
  };

  // Each number in a chart stands in the rows beside it, or one step away.
  const rows = async () => {
    const faults = [];
    const numbers = (text) => text.match(/\d+(?:[.,]\d+)*/g) ?? [];
    for (const figure of document.querySelectorAll("figure.lt-chart")) {
      const step = [...figure.querySelectorAll("a[href]")].map((link) => link.href).filter((href) => !href.endsWith(".svg"));
      const cells = (held) => [...held.querySelectorAll("caption, th, td")].map((one) => one.textContent).join(" ");
      const outline = document.getElementById(figure.getAttribute("aria-details"));
      let told = outline?.textContent ?? cells(figure);
      if (!told && step.length) {
        const answer = await fetch(step[0]);
        const text = await answer.text();
        const read = new DOMParser().parseFromString(text, "text/html");
        told = cells(read) || text;
      }
      if (!told) {
        faults.push(`a chart without rows: ${said(figure)}`);
        continue;
      }
      const known = new Set(numbers(told + (figure.querySelector(".lt-chart-title")?.textContent ?? "")));
      for (const text of figure.querySelectorAll("svg text:not(.lt-fill-axis)")) {
        const extra = numbers(text.textContent).filter((number) => !known.has(number));
        if (extra.length) faults.push(`not in the rows: ${text.textContent}`);
      }
    }
    return faults;
  };

  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const reachable = () => {
    const groups = new Set();
    return [...document.querySelectorAll(controls)].filter((element) => {
      if (element.disabled || element.tabIndex < 0 || !isDrawn(element) || element.closest("[inert]")) return false;
      if (element.type !== "radio") return true;
      const group = `${element.form?.id}-${element.name}`;
      const first = !groups.has(group);
      groups.add(group);
      return first;
    });
  };

  const targets = () => {
    const faults = [];
    for (const element of document.querySelectorAll(controls)) {
      if (!isDrawn(element) || isHidden(element) || element.closest("svg, .lt-sheet")) continue;
      const boxes = [element, ...(element.labels ?? [])].map((one) => one.getBoundingClientRect());
      const wide = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
      const tall = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
      const around = element.parentElement.innerText.trim().length - element.innerText?.trim().length;
      const isInSentence = around > 0 && element.parentElement.matches("p, li, td, th, dd, span, small");
      const tightness = isInSentence && element.matches("a, button") ? 0 : 24;
      if (Math.min(wide, tall) < tightness) faults.push(`small target (${Math.round(wide)} by ${Math.round(tall)}): ${said(element)}`);
      if (innerWidth < 500 && element.matches(".lt-button") && tall < 43.5) faults.push(`low button (${tall}): ${said(element)}`);
    }
    return faults;
  };

  // One stop of a walk with the Tab key: what has the focus, whether it shows, whether it is covered.
  const stop = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return { key: -1, faults: [] };
    window.ltStops ??= [];
    if (!window.ltStops.includes(element)) window.ltStops.push(element);
    const faults = [];
    const style = getComputedStyle(element);
    const shows = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    if (!shows) faults.push(`the focus does not show: ${said(element)}`);
    const box = element.getBoundingClientRect();
    const rects = [...element.getClientRects()];
    const seen = rects.some((rect) => {
      const [start, end] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)];
      const [x, y] = [(rect.left + rect.right) / 2, (start + end) / 2];
      const top = document.elementFromPoint(x, y);
      return top && (element.contains(top) || top.contains(element) || top.closest("label")?.control === element);
    });
    if (!seen) faults.push(`the focus is out of sight: ${said(element)} at ${Math.round(box.left)}, ${Math.round(box.top)}`);
    const hasParts = element.matches("[type=date], [type=time], [type=month], [type=datetime-local]");
    return { key: window.ltStops.indexOf(element), isSkip: element.matches(".lt-skip"), hasParts, faults };
  };

  // A walk with the Tab key: each stop as it is when the key is let go, until it is over.
  let stops = [];
  let isOver = true;
  addEventListener("keyup", (event) => {
    if (event.key !== "Tab" || isOver) return;
    const one = stop();
    const last = stops.at(-1);
    one.isNew = one.key !== last?.key;
    one.isTrapped = !one.isNew && one.key >= 0 && !one.hasParts;
    isOver = one.isTrapped || one.key < 0 || (stops.length > 0 && one.key === 0);
    stops.push(one);
  }, true);
  const setOut = () => {
    stops = [];
    isOver = false;
  };
  const walked = () => ({ stops, isOver });

  const missed = () => reachable().filter((one) => !window.ltStops?.includes(one)).map((one) => `not reached by Tab: ${said(one)}`);

  const wear = (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = css ? [sheet] : [];
  };

  const layout = () => [...sideways(), ...clipped(), ...outside(), ...touching()];
  window.lt = { structure, sideways, clipped, outside, touching, pictures, rows, targets, setOut, walked, missed, wear, layout, reachable };
})();
