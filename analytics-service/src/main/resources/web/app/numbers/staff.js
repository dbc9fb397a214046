// The work of units and staff, adjusted for the difficulty of their cases.
import {html, nothing} from 'lit';
import {get} from '../frame/api.js';
import {Page} from '../frame/page.js';
import {changed, go, href} from '../frame/route.js';
import {code, count, day, isoDay, named, t} from '../frame/words.js';
import {known} from './asking.js';

const RESULTS = ['settled', 'lasted', 'days', 'satisfied'];
const DAY = 24 * 3600e3;
const startOf = iso => `${iso}T00:00:00+08:00`;
const short = value => +value.toFixed(1);

class Staff extends Page {
  heading() {
    return t('nav.staff');
  }

  async load({query}, signal) {
    const to = query.get('to') || isoDay(Date.now());
    const from = query.get('from') || `${to.slice(0, 4)}-01-01`;
    const by = query.get('by') === 'WORKER' ? 'WORKER' : 'UNIT';
    const work = await get('/staff-work', {by, from: startOf(from), to: startOf(isoDay(Date.parse(startOf(to)) + DAY))}, signal);
    return {query, from, to, by, work};
  }

  isEmpty({work}) {
    return work.items.length === 0;
  }

  show({query, from, to, by, work}) {
    const put = changes => go('/staff', changed(query, changes));
    const date = (name, value) => html`<label>${t('filter.' + name)}<input type="date" name=${name} required .value=${value} @change=${event => event.target.value && put({[name]: event.target.value})}></label>`;
    const cell = result => html`<td class="number">${result.ratio === undefined || result.ratio === null
      ? html`<span class="small">${t('staff.few')}</span>`
      : html`<strong>${result.ratio.toFixed(2)}</strong>${result.low === undefined || result.low === null ? nothing : html` <span class="small">${result.low.toFixed(2)}–${result.high.toFixed(2)}</span>`}`}
      <br><span class="small">${t('staff.of', short(result.observed), short(result.expected), count(result.of))}</span></td>`;
    return html`<form class="filters row" aria-label=${t('filters')} @submit=${event => event.preventDefault()}>
        <label>${t('groupBy')}<select name="by" @change=${event => put({by: event.target.value})}>${['UNIT', 'WORKER'].map(who => html`<option value=${who} ?selected=${who === by}>${t('staff.by.' + who)}</option>`)}</select></label>
        ${date('from', from)}${date('to', to)}</form>
      <div class="panel"><p>${t('staff.about')}</p>${known(work.knownUpTo)}</div>
      ${work.items.length ? html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('nav.staff')}><table>
        <thead><tr><th scope="col">${t('staff.by.' + by)}</th><th scope="col" class="number">${t('staff.claimed')}</th><th scope="col" class="number">${t('staff.open')}</th>${RESULTS.map(name => html`<th scope="col" class="number">${t('staff.' + name)}</th>`)}</tr></thead>
        <tbody>${work.items.map(item => html`<tr><th scope="row"><a href=${href('/staff/cases', {by, from, to, holder: item.holder})}>${item.holder}</a></th><td class="number">${count(item.claimed)}</td><td class="number">${count(item.open)}</td>${RESULTS.map(name => cell(item[name]))}</tr>`)}</tbody></table></div>` : nothing}`;
  }
}
customElements.define('fq-staff', Staff);

/** The custodies behind the work of one of them. */
class StaffCases extends Page {
  heading(data) {
    return data ? `${t('nav.staff')} · ${data.holder}` : t('nav.staff');
  }

  async load({query}, signal) {
    const to = query.get('to') || isoDay(Date.now());
    const from = query.get('from') || `${to.slice(0, 4)}-01-01`;
    const by = query.get('by') === 'WORKER' ? 'WORKER' : 'UNIT';
    const holder = query.get('holder') ?? '';
    const asked = {by, holder, from: startOf(from), to: startOf(isoDay(Date.parse(startOf(to)) + DAY)), limit: '50'};
    const page = await get('/staff-work/cases', query.get('cursor') ? {...asked, cursor: query.get('cursor')} : asked, signal);
    return {query, holder, page};
  }

  isEmpty({page}) {
    return page.items.length === 0;
  }

  show({query, page}) {
    const back = changed(query, {holder: '', cursor: ''});
    return html`<div class="panel">${known(page.knownUpTo)}<p><a href=${href('/staff', back)}>${t('nav.staff')}</a></p></div>
      ${page.items.length ? html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('cases.title')}><table>
        <thead><tr><th scope="col">${t('case')}</th><th scope="col">${code('dimension', 'category')}</th><th scope="col">${t('staff.claimed')}</th><th scope="col">${t('staff.end')}</th><th scope="col">${t('staff.lasted')}</th><th scope="col" class="number">${t('staff.satisfied')}</th></tr></thead>
        <tbody>${page.items.map(item => html`<tr><th scope="row"><a href=${href(`/cases/${item.caseId}`, {at: item.position})}><code>${item.caseId}</code></a></th>
          <td>${[item.category && code('category', item.category), item.complexity && named(item.complexity)].filter(Boolean).join(' · ')}</td><td>${day(item.claimedAt)}</td>
          <td>${item.end ? `${code('stage', item.end)}${item.outcome ? ` · ${named(item.outcome, 'outcome')}` : ''} ${day(item.endedAt)}` : t('staff.open')}</td>
          <td>${item.settled ? t(item.lasted ? 'staff.yes' : 'staff.no') : '–'}</td><td class="number">${item.answers ? `${item.satisfied} / ${item.answers}` : '–'}</td></tr>`)}</tbody></table></div>` : nothing}
      <p class="row">${query.get('cursor') ? html`<a href=${href('/staff/cases', changed(query, {cursor: ''}))}>${t('cases.first')}</a>` : nothing}${page.next ? html`<a href=${href('/staff/cases', changed(query, {cursor: page.next}))}>${t('cases.next')}</a>` : nothing}</p>`;
  }
}
customElements.define('fq-staff-cases', StaffCases);
