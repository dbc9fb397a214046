// The frame around the pages: heading, navigation, language, and who is signed in.
import {LitElement, html, nothing} from 'lit';
import {go, here, href, match} from './route.js';
import {addWords, code, lang, onLanguage, speak, t} from './words.js';
import {others} from './desk.js';
import {SignInFailed, comeBack, forget, person, settings, signIn} from './session.js';
import './frame.css';

let pages = [];
let title = 'app.title';

/** Whether the page is of use to who is signed in; what it shows is decided by the service. */
const mayOpen = page => !page.roles || page.roles.some(role => person()?.roles.includes(role));

class App extends LitElement {
  static properties = {ready: {state: true}, failure: {state: true}};

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    document.documentElement.lang = lang() === 'en' ? 'en' : 'zh-CN';
    onLanguage(() => this.requestUpdate());
    addEventListener('hashchange', () => this.moved());
    addEventListener('fengqiao-signed-out', () => this.requestUpdate());
    try {
      await comeBack();
      const {others: told} = await settings();
      Object.entries(told).forEach(([name, address]) => others.set(name, address.endsWith('/') ? address : address + '/'));
    } catch (failure) {
      this.failure = failure;
    }
    this.ready = true;
  }

  moved() {
    const before = this.route?.path;
    this.route = here();
    this.requestUpdate();
    if (before !== this.route.path) {
      this.updateComplete.then(() => {
        scrollTo(0, 0);
        // A screen reader is told of another page by its heading.
        this.querySelector('main h1')?.focus({preventScroll: true});
      });
    }
  }

  async enter() {
    this.failure = null;
    try {
      await signIn();
    } catch (failure) {
      this.failure = failure;
    }
  }

  leave() {
    forget();
    this.requestUpdate();
  }

  render() {
    const who = person();
    this.route ??= here();
    return html`
      <a class="skip" href="#main" @click=${event => { event.preventDefault(); this.querySelector('main').focus(); }}>${t('skip')}</a>
      <header>
        <a class="brand" href=${href('/')}><span class="mark" aria-hidden="true">枫</span>${t(title)}</a>
        ${who ? html`<nav aria-label=${t('nav')}><ul>${pages.filter(page => page.nav && mayOpen(page)).map(page => html`
          <li><a href=${href(page.path)} aria-current=${this.isUnder(page.path) ? 'page' : nothing}>${t(page.nav)}</a></li>`)}</ul></nav>` : nothing}
        <div class="self">
          ${who ? html`<span class="who">${who.subject} · ${who.roles.map(role => code('role', role)).join('、')}${who.place ? ` · ${who.place}` : ''}</span>
            <button class="plain" @click=${() => this.leave()}>${t('sign-out')}</button>` : nothing}
          <button class="plain" lang=${lang() === 'en' ? 'zh-CN' : 'en'} @click=${() => speak(lang() === 'en' ? 'zh' : 'en')}>${lang() === 'en' ? '中文' : 'English'}</button>
        </div>
      </header>
      ${who && others.size ? html`<nav class="others" aria-label=${t('others')}><ul>${[...others].map(([name, address]) => html`<li><a href=${address}>${code('pages', name)}</a></li>`)}</ul></nav>` : nothing}
      <main id="main" tabindex="-1" data-address=${location.hash}>${!this.ready ? html`<p class="loading">${t('loading')}</p>` : who ? this.page() : this.welcome()}</main>
      <footer><p>${t('footer')}</p></footer>`;
  }

  isUnder(path) {
    return path === '/' ? this.route.path === '/' : this.route.path === path || this.route.path.startsWith(path + '/');
  }

  welcome() {
    return html`<section class="welcome"><h1>${t(title)}</h1><p>${t('welcome')}</p>
      ${this.failure ? html`<div class="failed" role="alert"><p>${this.failure instanceof SignInFailed ? t(this.failure.reason) : t('failed')}</p></div>` : nothing}
      <button class="main" @click=${() => this.enter()}>${t('sign-in')}</button></section>`;
  }

  page() {
    for (const page of pages) {
      const found = match(page.path, this.route.path);
      if (found && page.otherwise && !mayOpen(page)) {
        // The first page of a service is not everybody's. While this is drawn no other drawing can be asked for.
        this.updateComplete.then(() => go(page.otherwise, {}, {replace: true}));
        return nothing;
      }
      if (found) {
        document.title = `${t(page.title)} · ${t(title)}`;
        return page.render(this.routeOf(found), lang());
      }
    }
    return html`<h1 tabindex="-1">${t('no-page')}</h1><p><a href=${href('/')}>${t('home')}</a></p>`;
  }

  /** The same object as long as the address is the same: a page loads only when another one is given. */
  routeOf(found) {
    if (this.given?.hash !== location.hash) {
      this.given = {hash: location.hash, path: this.route.path, query: this.route.query, ...found};
    }
    return this.given;
  }
}

/**
 * Shows the pages.
 *
 * @param {{title: string, words: {zh: object, en: object}, pages: {path: string, title: string, nav?: string, roles?: string[], otherwise?: string, render: Function}[]}} given
 */
export function start(given) {
  title = given.title;
  addWords(given.words.zh, given.words.en);
  pages = given.pages;
  customElements.define('fq-app', App);
}
