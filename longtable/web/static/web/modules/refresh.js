// <lt-refresh>: fetches the page again every few seconds and shows its new part, without a jump.
class Refresh extends HTMLElement {
  connectedCallback() {
    this.timer = setInterval(() => this.look(), 1000 * Number(this.dataset.seconds || 10));
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = this.querySelector("[data-fresh]");
      const fresh = page.querySelector("lt-refresh [data-fresh]");
      if (fresh && now && fresh.textContent.trim() !== now.textContent.trim()) now.replaceWith(fresh);
    } catch {
      // No connection: what is shown stays, and the next look may find one.
    }
  }
}

customElements.define("lt-refresh", Refresh);
