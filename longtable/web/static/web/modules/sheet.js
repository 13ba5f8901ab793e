// <lt-correct>: opens the form for a row, column or sign beside the sheet without leaving the page.
class Correct extends HTMLElement {
  connectedCallback() {
    this.listener = (event) => this.follow(event);
    document.addEventListener("click", this.listener);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.listener);
  }

  async follow(event) {
    const link = event.target.closest("a[href$='#correct']");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error("not the desk");
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      this.replaceChildren(...page.getElementById("correct").childNodes);
      history.replaceState(null, "", link.href);
      this.scrollIntoView({ block: "nearest" });
      this.querySelector("select, input:not([type=hidden]), textarea")?.focus();
    } catch {
      location.assign(link.href);
    }
  }
}

customElements.define("lt-correct", Correct);
