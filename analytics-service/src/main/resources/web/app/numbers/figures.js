// Numbers of a month for everybody who works in the district: without cases, and without what would tell of few.
import {html, nothing} from 'lit';
import {get} from '../frame/api.js';
import {Page} from '../frame/page.js';
import {changed, go} from '../frame/route.js';
import {code, count, isoDay, said, t} from '../frame/words.js';
import {called, known} from './asking.js';
import {asCsv} from './download.js';

const lastMonth = () => {
  const first = Date.parse(`${isoDay(Date.now()).slice(0, 7)}-01T00:00:00+08:00`);
  return isoDay(first - 1).slice(0, 7);
};

class Figures extends Page {
  heading() {
    return t('nav.figures');
  }

  async load({query}, signal) {
    const {items} = await get('/figures', {}, signal);
    const entry = items.find(one => one.name === query.get('number')) ?? items[0];
    const asked = {month: query.get('month') || lastMonth()};
    if (query.get('district')) {
      asked.district = query.get('district');
    }
    const groupBy = query.get('groupBy') ?? 'street';
    if (entry.groupBy.includes(groupBy)) {
      asked.groupBy = groupBy;
    }
    return {query, items, entry, asked, figures: await get(`/figures/${entry.name}`, asked, signal)};
  }

  show({query, items, entry, asked, figures}) {
    const put = change => go('/figures', changed(query, change));
    return html`<form class="filters row" aria-label=${t('filters')} @submit=${event => event.preventDefault()}>
        <label>${t('number')}<select name="number" @change=${event => put({number: event.target.value})}>${items.map(one => html`<option value=${one.name} ?selected=${one.name === entry.name}>${said(one.title)}</option>`)}</select></label>
        <label>${t('bulletin.period')}<input type="month" name="month" required max=${lastMonth()} .value=${asked.month} @change=${event => event.target.value && put({month: event.target.value})}></label>
        <label>${t('groupBy')}<select name="groupBy" @change=${event => put({groupBy: event.target.value})}><option value="total" ?selected=${!asked.groupBy}>${t('total')}</option>${entry.groupBy.map(name => html`<option value=${name} ?selected=${name === asked.groupBy}>${code('dimension', name)}</option>`)}</select></label></form>
      <div class="panel"><p>${said(entry.formula)}</p><p class="small">${t('figures.about', figures.least)} ${figures.masked ? t('figures.masked', figures.masked) : nothing}</p>${known(figures.knownUpTo)}</div>
      <div class="panel scroll" tabindex="0" role="region" aria-label=${said(entry.title)}><table><caption><strong>${figures.district} · ${said(entry.title)} · ${figures.month}</strong></caption>
        <thead><tr><th scope="col">${asked.groupBy ? code('dimension', asked.groupBy) : ''}</th><th scope="col" class="number">${t('numerator')}</th><th scope="col" class="number">${t('denominator')}</th><th scope="col" class="number">${t('value')}</th></tr></thead>
        <tbody>${figures.rows.length ? figures.rows.map(row => html`<tr><th scope="row">${called(row)}</th>${row.masked ? html`<td class="number" colspan="3">${t('figures.hidden')}</td>` : html`<td class="number">${count(row.numerator)}</td><td class="number">${count(row.denominator)}</td><td class="number">${row.percent ?? '–'}</td>`}</tr>`) : html`<tr><td colspan="4">${t('bulletin.nothing')}</td></tr>`}</tbody></table></div>
      ${asCsv(`/figures/${entry.name}`, asked, entry.name)}`;
  }
}
customElements.define('fq-figures', Figures);
