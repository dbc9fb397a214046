// What all pages have in common: loading, empty, failed and stale, one way everywhere.
import {LitElement, html, nothing} from 'lit';
import {t, time} from './words.js';

/** How long what is shown passes for fresh. */
const STALE_AFTER = 5 * 60e3;

/** A part of a page without a shadow: one style sheet for all, and one document for screen readers and print. */
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }
}

/** A page that loads what it shows. Subclasses: load(route, signal), show(data), isEmpty(data), heading(data). */
export class Page extends Part {
  static properties = {route: {attribute: false}, language: {attribute: false}, state: {state: true}};

  constructor() {
    super();
    this.state = {loading: true};
    this.turn = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.clock = setInterval(() => this.requestUpdate(), 60e3);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.clock);
    this.abort?.abort();
  }

  willUpdate(changes) {
    if (changes.has('route')) {
      this.reload();
    }
  }

  async reload() {
    const turn = ++this.turn;
    this.abort?.abort();
    this.abort = new AbortController();
    this.state = {...this.state, loading: true, error: null};
    try {
      const data = await this.load(this.route, this.abort.signal);
      if (turn === this.turn) {
        this.state = {data, at: Date.now(), loading: false};
      }
    } catch (error) {
      if (turn === this.turn && error.name !== 'AbortError') {
        this.state = {...this.state, loading: false, error};
      }
    }
  }

  isEmpty() {
    return false;
  }

  render() {
    const {data, at, loading, error} = this.state;
    const old = data && !loading && (error || Date.now() - at > STALE_AFTER);
    return html`
      <h1 tabindex="-1">${this.heading(data)}</h1>
      <div class="notes" role="status">
        ${loading ? html`<p class="loading"><span class="turning" aria-hidden="true"></span>${t('loading')}</p>` : nothing}
        ${old ? html`<p class="stale">${t('stale', time(at))} <button @click=${() => this.reload()}>${t('reload')}</button></p>` : nothing}
      </div>
      ${error ? this.failed(error) : nothing}
      ${data ? html`<div aria-busy=${loading ? 'true' : 'false'} class=${loading ? 'reloading' : ''}>
        ${this.isEmpty(data) ? html`<p class="empty">${t('empty')}</p>` : nothing}${this.show(data)}</div>` : nothing}`;
  }

  failed(error) {
    const {problem, status} = error;
    const name = status === undefined ? 'failed.page' : `failed.${status}`;
    const words = t(name);
    return html`<div class="failed" role="alert">
      <p><strong>${words === name ? t('failed') : words}</strong></p>
      ${problem?.detail ? html`<p>${problem.detail}</p>` : nothing}
      ${problem?.fields?.length ? html`<ul>${problem.fields.map(field => html`<li><code>${field.field}</code> ${field.detail}</li>`)}</ul>` : nothing}
      ${problem?.code ? html`<p class="small"><code>${problem.code}</code></p>` : nothing}
      ${status === undefined ? html`<p class="small"><code>${String(error)}</code></p>` : nothing}
      <button @click=${() => this.reload()}>${t('reload')}</button></div>`;
  }
}
