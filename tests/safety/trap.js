// Runs before any page does: notes whatever runs or is refused, and looks at what came of a page.
(() => {
  const caught = [];
  const note = (what) => caught.push(String(what).slice(0, 200));
  const fall = (...said) => note(`ran ${said}`);
  Object.assign(window, { zx: fall, alert: fall, confirm: fall, prompt: fall, print: fall });
  addEventListener("securitypolicyviolation", (event) =>
    note(`refused ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
  const LIVE = /^\s*(javascript|vbscript|data:text)/i;
  const LINKS = ["href", "xlink:href", "src", "action", "formaction", "data", "background"];
  window.trapped = () => {
    const source = document.documentElement.outerHTML;
    if ({}.zx) note("a prototype was changed");
    if (source.match(/zq\d+q\s*1764/)) note("a sum was worked out");
    for (const one of document.querySelectorAll("*")) {
      if (one.localName.startsWith("zx")) note(`element ${one.outerHTML}`);
      for (const { name, value } of one.attributes) {
        const isLink = LINKS.includes(name) && (LIVE.test(value) || /^(https?:)?\/\/zx/.test(value));
        if (name === "zx" || name.startsWith("on") || name === "srcdoc" || isLink) {
          note(`${name} of ${one.outerHTML}`);
        }
      }
    }
    const typed = [...document.querySelectorAll("input, textarea")].map((one) => one.value);
    return { caught: caught.splice(0), met: `${source} ${typed}`.match(/zq\d+q/g) || [] };
  };
})();
