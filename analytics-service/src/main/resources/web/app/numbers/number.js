// The catalogue of numbers, and one number: what it says, how it is made, its rows by any of its dimensions.
import {html, nothing} from 'lit';
import {Page} from '../frame/page.js';
import '../frame/chart.js';
import {changed, go, href} from '../frame/route.js';
import {code, isoDay, lang, place, said, t} from '../frame/words.js';
import {ask, called, carried, daysOf, entries, filters, known, parametersOf, places} from './asking.js';
import {asCsv} from './download.js';
import {figures} from './overview.js';

class Catalogue extends Page {
  heading() {
    return t('nav.numbers');
  }

  async load({query}, signal) {
    return {query, all: [...(await entries(signal)).values()]};
  }

  show({query, all}) {
    return html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('nav.numbers')}><table><thead><tr><th scope="col">${t('number')}</th><th scope="col">${t('formula')}</th></tr></thead>
      <tbody>${all.map(entry => html`<tr><th scope="row"><a href=${href(`/numbers/${entry.name}`, carried(query))}>${said(entry.title)}</a></th><td>${said(entry.formula)}</td></tr>`)}</tbody></table></div>`;
  }
}
customElements.define('fq-catalogue', Catalogue);

class Number_ extends Page {
  heading(data) {
    return data ? said(data.answer.entry.title) : t('nav.numbers');
  }

  async load({name, query}, signal) {
    const all = await entries(signal);
    const entry = all.get(name);
    const wanted = query.get('groupBy');
    const groupBy = wanted ?? (entry?.groupBy.includes('month') && !entry.rowsBy ? 'month' : '');
    const of = entry ?? {name, filters: []};
    const [choices, answer, months] = await Promise.all([
      places(all.get('closure-rate'), query, signal),
      ask(of, query, {groupBy}, signal),
      ask(all.get('closure-rate'), changed(query, {asOf: '', from: '', to: ''}), {groupBy: 'month'}, signal),
    ]);
    if (entry?.rowsBy) {
      answer.rows.sort((one, other) => place(entry.rowsBy, one.dimensions[entry.rowsBy]) - place(entry.rowsBy, other.dimensions[entry.rowsBy]));
    }
    return {query, groupBy, choices, answer, months};
  }

  isEmpty({answer}) {
    return answer.rows.length === 0;
  }

  show({query, groupBy, choices, answer, months}) {
    const {entry} = answer;
    const path = `/numbers/${entry.name}`;
    const last = answer.knownUpTo.time;
    const has = Object.fromEntries(Object.entries(choices).filter(([name]) => entry.filters.includes(name)));
    const dimensions = [groupBy, entry.rowsBy].filter(Boolean).join(',');
    const periods = ['day', 'week', 'month', 'quarter', 'year'].includes(groupBy);
    const shown = periods || entry.rowsBy ? answer.rows : [...answer.rows].sort((one, other) => other.denominator - one.denominator).slice(0, 20);
    const share = row => (row.value === null || row.value === undefined ? null : +(row.value * 100).toFixed(2));
    return html`
      ${filters({path, query, choices: has, first: months.rows[0] && daysOf(months.rows[0].key).from, last: isoDay(last ?? Date.now())})}
      <div class="panel"><p>${said(entry.formula)}</p><p class="small">${t('formula.version', entry.formulaVersion)} · ${t('dated', said(entry.cohortDate))}</p>${known(answer.knownUpTo)}
        <p class="row"><label>${t('groupBy')}<select name="groupBy" @change=${event => go(path, changed(query, {groupBy: event.target.value}))}>
          ${entry.rowsBy ? html`<option value="" ?selected=${!groupBy}>${t('total')}</option>` : nothing}
          ${entry.groupBy.filter(name => name !== entry.rowsBy).map(name => html`<option value=${name} ?selected=${name === groupBy}>${code('dimension', name)}</option>`)}</select></label>
          ${query.get('asOf') && !entry.rowsBy ? html`<a href=${href(`${path}/changes`, carried(query))}>${t('changes.title')}</a>` : nothing}
          ${['numerator', 'denominator', 'remainder'].map(part => html`<a href=${href(`${path}/cases`, changed(carried(query), {part}))}>${t('cases.part.' + part)}</a>`)}</p></div>
      ${answer.rows.length ? html`<fq-chart .caption=${`${said(entry.title)}${groupBy ? ' · ' + t('by', code('dimension', groupBy)) : ''}`}
        .figures=${{kind: periods && !entry.rowsBy ? 'line' : 'bar', percent: true, labels: shown.map(called), series: [{name: said(entry.title), values: shown.map(share)}, ...(answer.today ? [{name: t('asof.now'), dashed: true, values: shown.map(row => share(answer.today.rows.find(other => other.key === row.key) ?? {value: null}))}] : [])], language: lang()}}
        .table=${figures(answer, query, dimensions || 'month')}></fq-chart>${asCsv(`/metrics/${entry.name}`, parametersOf(entry, query, {groupBy}), entry.name)}` : nothing}`;
  }
}
customElements.define('fq-number', Number_);
