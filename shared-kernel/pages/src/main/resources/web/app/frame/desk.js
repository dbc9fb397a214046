// Desks: lists of what waits, and the page of one case with all that its reader may do about it. The forms come from the
// service's own description; what a service says of itself here is which calls fit a case, and what is known already.
import {html, nothing} from 'lit';
import {get} from './api.js';
import {facts} from './facts.js';
import './form.js';
import {Page, Part} from './page.js';
import {changed, go, href} from './route.js';
import {bodyOf, callOf, callsUnder, description, mayCall} from './schema.js';
import {person} from './session.js';
import {actName, t} from './words.js';

/** Links to the pages of other services: filled by the frame from the settings. */
export const others = new Map();

const filled = (template, id) => template.replace('{caseId}', id);

/**
 * The form of one call, opened. Set `address` and `method`; `of` is the service's description.
 *
 * @param {{of: object, method?: string, address: string, given?: object, choices?: object, version?: number, about?: string, done: Function, again?: Function, close: string}} act
 */
export function openAct({of, method = 'POST', address, given, choices, version, about, done, again, close}) {
  const call = callOf(method, address, of);
  if (!call) {
    return html`<p class="empty">${t('no-act')}</p>`;
  }
  const name = actName(call.template);
  return html`<section class="panel act" aria-label=${name} @fq-done=${event => done(event.detail)} @fq-read-again=${() => again?.()}>
    <h2>${name}${about ? html` <span class="small">${about}</span>` : nothing}</h2>
    ${bodyOf(call, of) ? nothing : html`<p>${t('form.nothing-needed')}</p>`}
    <fq-form .call=${call} .address=${address} .of=${of} .given=${given ?? {}} .choices=${choices ?? {}} .version=${version} .label=${name}></fq-form>
    <p><a href=${close}>${t('form.close')}</a></p></section>`;
}

/**
 * Defines the page of one case.
 *
 * @param {string} tag
 * @param {{
 *   base: string,
 *   heading: (body: object) => string,
 *   standing: (body: object) => [string, unknown][],
 *   fits?: (rest: string, body: object) => boolean,
 *   each?: (body: object, more: object) => {rest: string, about?: string}[],
 *   given?: (rest: string, body: object, who: object, more: object) => object,
 *   choices?: (body: object, more: object) => object,
 *   more?: (body: object, who: object, signal: AbortSignal) => Promise<object>,
 *   beside?: (body: object, more: object) => unknown,
 *   labels?: (body: object, more: object) => Map<string, string>,
 *   leave?: string[],
 * }} desk `base` is the address of the case with {caseId}; `rest` that of a call behind it
 */
export function casePage(tag, desk) {
  customElements.define(tag, class extends Page {
    heading(data) {
      return data ? desk.heading(data.body) : t('case');
    }

    async load({id, query}, signal) {
      const who = person();
      const [body, of] = await Promise.all([get(filled(desk.base, id), {}, signal), description()]);
      return {id, query, who, of, body, more: (await desk.more?.(body, who, signal)) ?? {}};
    }

    acts({id, who, of, body, more}) {
      const open = callsUnder(desk.base, of).map(call => ({...call, rest: call.template.slice(desk.base.length)}))
          .filter(({rest}) => desk.fits?.(rest, body) ?? true);
      const numbered = (desk.each?.(body, more) ?? []).map(one => ({...callOf('POST', filled(desk.base, id) + one.rest, of), ...one})).filter(one => one.operation);
      return [...numbered, ...open].filter(call => mayCall(call, who?.roles ?? []));
    }

    show(data) {
      const {id, query, who, of, body, more} = data;
      const path = this.route.path;
      const wanted = query.get('do');
      const acts = this.acts(data);
      const about = acts.find(act => act.rest === wanted)?.about;
      const close = href(path, changed(query, {do: ''}));
      const labels = desk.labels?.(body, more);
      return html`
        <div class="standing">${desk.standing(body).filter(([, value]) => value !== null && value !== undefined && value !== '')
            .map(([name, value]) => html`<div><dl><dt>${name}</dt><dd>${value}</dd></dl></div>`)}
          ${others.has('analytics') ? html`<div><dl><dt>${t('whole-history')}</dt><dd><a href=${others.get('analytics') + href(`/cases/${id}`)}>${t('timeline')}</a></dd></dl></div>` : nothing}</div>
        ${this.told ? html`<p class="done" role="status">${this.told}</p>` : nothing}
        ${desk.beside?.(body, more) ?? nothing}
        ${acts.length ? html`<nav class="acts" aria-label=${t('acts')}><ul>${acts.map(act => html`<li><a href=${href(path, changed(query, {do: act.rest}))} aria-current=${act.rest === wanted ? 'true' : nothing}>${actName(act.template)}${act.about ? html` <span class="small">${act.about}</span>` : nothing}</a></li>`)}</ul></nav>` : nothing}
        ${wanted ? openAct({of, address: filled(desk.base, id) + wanted, given: desk.given?.(wanted, body, who, more) ?? {}, choices: desk.choices?.(body, more) ?? {},
            version: body.version, about, close, again: () => this.reload(), done: answer => this.did(wanted, answer, close)}) : nothing}
        <section class="panel"><h2>${t('content')}</h2>${facts(body, {leave: ['caseId', 'version', ...(desk.leave ?? [])], labels})}</section>`;
    }

    did(rest, answer, close) {
      const call = callOf('POST', filled(desk.base, this.route.id) + rest, this.state.data.of);
      this.told = t('done', actName(call.template));
      history.replaceState(null, '', close);
      dispatchEvent(new HashChangeEvent('hashchange'));
    }
  });
}

/**
 * Defines a page with a list.
 *
 * @param {string} tag
 * @param {{
 *   title: string,
 *   load: (query: URLSearchParams, who: object, signal: AbortSignal) => Promise<{items: object[], next?: string}>,
 *   columns: [string, (item: object) => unknown][],
 *   above?: (data: object) => unknown,
 * }} list `title` and the columns' names are among the words
 */
export function listPage(tag, list) {
  customElements.define(tag, class extends Page {
    heading() {
      return t(list.title);
    }

    async load({query, path}, signal) {
      return {query, path, page: await list.load(query, person(), signal)};
    }

    show({query, path, page}) {
      return html`${list.above?.({query, path, page, reload: () => this.reload()}) ?? nothing}
        ${page.items.length ? html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t(list.title)}><table class="blocks">
          <thead><tr>${list.columns.map(([name]) => html`<th scope="col">${t(name)}</th>`)}</tr></thead>
          <tbody>${page.items.map(item => html`<tr>${list.columns.map(([, cell], i) => i ? html`<td>${cell(item)}</td>` : html`<th scope="row">${cell(item)}</th>`)}</tr>`)}</tbody></table></div>` : html`<p class="empty">${t('list.empty')}</p>`}
        <p class="row">${query.get('cursor') ? html`<a href=${href(path, changed(query, {cursor: ''}))}>${t('list.first')}</a>` : nothing}
          ${page.next ? html`<a href=${href(path, changed(query, {cursor: page.next}))}>${t('list.next')}</a>` : nothing}</p>`;
    }
  });
}

/** Choices in the address, as links in a row. */
export function choice(path, query, name, values, label) {
  return html`<nav class="row choice" aria-label=${t(`choice.${name}`)}>${values.map(value => html`<a href=${href(path, changed(query, {[name]: value, cursor: ''}))} aria-current=${(query.get(name) ?? '') === value ? 'true' : nothing}>${label(value)}</a>`)}</nav>`;
}

/** A field in which the number of a case is written, and which leads there. */
export const findCase = () => html`<form class="panel row" @submit=${event => {
  event.preventDefault();
  go(`/cases/${new FormData(event.target).get('case').trim().toLowerCase()}`);
}}><label>${t('case.number')}<input name="case" required pattern="\\s*[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\s*" size="38" autocomplete="off" title=${t('case.number.form')}></label>
  <button class="main">${t('case.show')}</button></form>`;

class FindCase extends Part {
  static properties = {language: {attribute: false}};

  render() {
    return html`<h1 tabindex="-1">${t('nav.find')}</h1>${findCase()}`;
  }
}
customElements.define('fq-find-case', FindCase);

/** The page that has nothing but this field, for start(). */
export const findCasePage = {
  path: '/cases', nav: 'nav.find', title: 'nav.find',
  render: (route, language) => html`<fq-find-case .language=${language}></fq-find-case>`,
};
