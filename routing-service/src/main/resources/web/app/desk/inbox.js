// The inbox (待办): what waits, why, until when; one click leads to the form by which it is done.
import {html, nothing} from 'lit';
import {get} from '../frame/api.js';
import {findCase} from '../frame/desk.js';
import {Page} from '../frame/page.js';
import {changed, href} from '../frame/route.js';
import {code, count, said, t, time} from '../frame/words.js';

/** Seconds that a look for new work waits at the service. */
const WAIT = 25;
const AGAIN = 5e3;

/** What a call's address adds to that of its case. */
const rest = item => item.call.slice(`/cases/${item.caseId}`.length);

class Inbox extends Page {
  heading() {
    return t('routing.inbox');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.watch?.abort();
  }

  async load({query}, signal) {
    const act = query.get('act');
    const [page, counts] = await Promise.all([
      get('/inbox', {limit: 50, ...(act ? {act} : {}), ...(query.get('cursor') ? {cursor: query.get('cursor')} : {})}, signal),
      get('/inbox/counts', {}, signal),
    ]);
    this.arrived = 0;
    this.watchFrom(page.seen);
    return {query, page, counts: counts.items};
  }

  /** Asks for what comes later, as long as the page is shown. */
  async watchFrom(seen) {
    this.watch?.abort();
    const {signal} = (this.watch = new AbortController());
    let since = seen;
    while (!signal.aborted) {
      try {
        const news = await get('/inbox/arrivals', {since, wait: WAIT}, signal);
        since = news.seen;
        if (news.arrived) {
          this.arrived += news.arrived;
          this.requestUpdate();
        }
      } catch (failure) {
        if (failure.status === 401 || failure.name === 'AbortError') {
          return;
        }
        await new Promise(resolve => { setTimeout(resolve, AGAIN); });
      }
    }
  }

  isEmpty({page}) {
    return page.items.length === 0;
  }

  show({query, page, counts}) {
    const acts = new Map();
    for (const one of counts) {
      const sum = acts.get(one.act) ?? {waiting: 0, overdue: 0};
      acts.set(one.act, {waiting: sum.waiting + one.waiting, overdue: sum.overdue + one.overdue});
    }
    return html`
      ${this.arrived ? html`<p class="stale" role="status">${t('routing.arrived', this.arrived)} <button @click=${() => this.reload()}>${t('reload')}</button></p>` : nothing}
      <ul class="cards">${[...acts].map(([act, {waiting, overdue}]) => html`<li class=${overdue ? 'card alarm' : 'card'}><h2>${code('act', act)}</h2>
        <p class="value"><a href=${href('/', changed(query, {act: query.get('act') === act ? '' : act, cursor: ''}))} aria-current=${query.get('act') === act ? 'true' : nothing}>${count(waiting)}</a></p><p class="of">${overdue ? t('routing.overdue', overdue) : t('routing.in-time')}</p></li>`)}</ul>
      ${page.items.length ? html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('routing.inbox')}><table class="blocks">
        <thead><tr><th scope="col">${t('routing.act')}</th><th scope="col">${t('routing.why')}</th><th scope="col">${t('routing.due')}</th><th scope="col">${t('place')}</th><th scope="col">${t('case')}</th></tr></thead>
        <tbody>${page.items.map(item => html`<tr><th scope="row"><a href=${href(`/cases/${item.caseId}`, {do: rest(item)})}>${code('act', item.act)}</a>${item.urgent ? html` <span class="badge late">${t('urgent')}</span>` : nothing}</th>
          <td>${said(item.because)}</td><td>${item.dueAt ? html`<span class=${item.overdue ? 'badge late' : 'badge'}>${time(item.dueAt)}</span>` : '–'}</td>
          <td>${[item.district, item.street].filter(Boolean).join(' ')}</td><td><a href=${href(`/cases/${item.caseId}`)} aria-label=${t('routing.look', item.caseId)}><code>${item.caseId.slice(-12)}</code></a></td></tr>`)}</tbody></table></div>` : nothing}
      <p class="row">${query.get('cursor') ? html`<a href=${href('/', changed(query, {cursor: ''}))}>${t('list.first')}</a>` : nothing}${page.next ? html`<a href=${href('/', changed(query, {cursor: page.next}))}>${t('list.next')}</a>` : nothing}</p>
      ${findCase()}`;
  }
}
customElements.define('fq-inbox', Inbox);
