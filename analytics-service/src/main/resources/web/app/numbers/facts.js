// Facts for analysts as files: of the cases that were registered between two days.
import {html} from 'lit';
import {Page} from '../frame/page.js';
import {changed, go} from '../frame/route.js';
import {isoDay, t} from '../frame/words.js';
import {CSV, PARQUET} from './download.js';

const TABLES = ['cases', 'events', 'milestones'];
const DAY = 24 * 3600e3;
const startOf = iso => `${iso}T00:00:00+08:00`;

class Facts extends Page {
  heading() {
    return t('nav.facts');
  }

  async load({query}) {
    const to = query.get('to') || isoDay(Date.now());
    return {query, from: query.get('from') || `${to.slice(0, 4)}-01-01`, to};
  }

  show({query, from, to}) {
    const date = (name, value) => html`<label>${t('filter.' + name)}<input type="date" name=${name} required .value=${value} @change=${event => event.target.value && go('/facts', changed(query, {[name]: event.target.value}))}></label>`;
    const parameters = () => ({from: startOf(from), to: startOf(isoDay(Date.parse(startOf(to)) + DAY))});
    const files = table => [
      {label: t('facts.csv'), path: `/facts/${table}`, type: CSV, name: `${table}.csv`, parameters: () => ({...parameters(), bom: 'true', comment: 'true'})},
      {label: t('facts.parquet'), path: `/facts/${table}`, type: PARQUET, name: `${table}.parquet`, parameters},
    ];
    return html`<form class="filters row" aria-label=${t('filters')} @submit=${event => event.preventDefault()}>${date('from', from)}${date('to', to)}</form>
      <p class="small">${t('facts.about')}</p>
      ${TABLES.map(table => html`<section class="panel" aria-labelledby=${table}><h2 id=${table}>${t('facts.' + table)}</h2><p>${t(`facts.${table}.row`)}</p><fq-download .files=${files(table)}></fq-download></section>`)}`;
  }
}
customElements.define('fq-facts', Facts);
