// What a leader opens in the morning: the main numbers with their trend, what is red, where cases are stuck, where they
// come from.
import {html, nothing} from 'lit';
import {Page} from '../frame/page.js';
import '../frame/chart.js';
import {href} from '../frame/route.js';
import {code, count, isoDay, lang, length as lengthOf, said, t} from '../frame/words.js';
import {ask, called, carried, daysOf, difference, entries, filters, known, places, todayOf} from './asking.js';

const HEADLINES = ['closure-rate', 'verified-closure-rate', 'mediation-success-rate', 'satisfaction-rate', 'on-time-rate', 'petition-closure-rate'];
/** Numbers whose remainder is what is wrong now. */
const ALARMS = ['red-notice-lifting', 'unheld-time'];

class Overview extends Page {
  heading() {
    return t('nav.overview');
  }

  async load({query}, signal) {
    const all = await entries(signal);
    const one = (name, more) => ask(all.get(name), query, more, signal);
    const [choices, headlines, alarms, trend, sources, streets] = await Promise.all([
      places(all.get('closure-rate'), query, signal),
      Promise.all(HEADLINES.map(name => one(name))),
      Promise.all(ALARMS.map(name => one(name))),
      one('closure-rate', {groupBy: 'month'}),
      one('source-pyramid'),
      one('closure-rate', {groupBy: 'street'}),
    ]);
    return {query, choices, headlines, alarms, trend, sources, streets};
  }

  isEmpty({headlines}) {
    return headlines.every(answer => answer.rows.every(row => row.denominator === 0));
  }

  show({query, choices, headlines, alarms, trend, sources, streets}) {
    const last = headlines[0].knownUpTo.time;
    const first = trend.today?.rows[0] ?? trend.rows[0];
    return html`
      ${filters({path: '/', query, choices, first: first && daysOf(first.key).from, last: isoDay(last ?? Date.now())})}
      ${known(headlines[0].knownUpTo)}
      <section aria-labelledby="red"><h2 id="red">${t('overview.red')}</h2><ul class="cards">${alarms.map(answer => this.alarm(answer, query))}</ul></section>
      <section aria-labelledby="main-numbers"><h2 id="main-numbers">${t('overview.numbers')}</h2><ul class="cards">${headlines.map(answer => this.card(answer, query))}</ul></section>
      ${trend.rows.length ? this.trend(trend, query) : nothing}
      ${this.pyramid(sources, query)}
      ${streets.rows.length ? this.streets(streets, query) : nothing}`;
  }

  card(answer, query) {
    const {entry, rows} = answer;
    const row = rows[0] ?? {key: 'total', numerator: 0, denominator: 0, percent: null, value: null};
    const changes = difference(row, todayOf(answer, row.key));
    const cases = part => href(`/numbers/${entry.name}/cases`, withPart(query, part));
    return html`<li class="card"><h3><a href=${href(`/numbers/${entry.name}`, carried(query))}>${said(entry.title)}</a></h3>
      <p class="value">${row.percent ?? '–'}</p>
      <p class="of"><a href=${cases('numerator')} aria-label=${t('cases.of', said(entry.numerator), row.numerator)}>${count(row.numerator)}</a> /
        <a href=${cases('denominator')} aria-label=${t('cases.of', said(entry.denominator), row.denominator)}>${count(row.denominator)}</a>${row.denominator > row.numerator ? html` · <a href=${cases('remainder')}>${t('part.remainder', count(row.denominator - row.numerator))}</a>` : nothing}</p>
      ${changes ? html`<p class="change">${changes}</p>` : nothing}</li>`;
  }

  alarm(answer, query) {
    const {entry, rows} = answer;
    const row = rows[0] ?? {numerator: 0, denominator: 0, key: 'total'};
    const open = row.denominator - row.numerator;
    const today = todayOf(answer, row.key);
    const then = today && today.denominator - today.numerator;
    return html`<li class=${open ? 'card alarm' : 'card'}><h3>${t('alarm.' + entry.name)}</h3>
      <p class="value"><a href=${href(`/numbers/${entry.name}/cases`, withPart(query, 'remainder'))}>${count(open)}</a></p>
      <p class="of"><a href=${href(`/numbers/${entry.name}`, withGroup(query, 'unit'))}>${t('by', code('dimension', 'unit'))}</a></p>
      ${today && then !== open ? html`<p class="change">${t('alarm.differs', count(then))}</p>` : nothing}</li>`;
  }

  trend(answer, query) {
    const share = row => (row.value === null ? null : +(row.value * 100).toFixed(2));
    const series = [{name: t('asof.series'), values: answer.rows.map(share)}];
    if (answer.today) {
      series.push({name: t('asof.now'), values: answer.rows.map(row => share(todayOf(answer, row.key))), dashed: true});
    }
    return html`<fq-chart .caption=${`${said(answer.entry.title)} · ${t('by', code('dimension', 'month'))}`}
      .figures=${{kind: 'line', percent: true, labels: answer.rows.map(row => row.key), series, language: lang()}}
      .table=${figures(answer, query, 'month')}></fq-chart>`;
  }

  pyramid(answer, query) {
    const rows = [...answer.rows].sort((one, other) => one.numerator - other.numerator);
    const labels = rows.map(called);
    return html`<fq-chart .caption=${said(answer.entry.title)}
      .figures=${{kind: 'bar', labels, series: [{name: t('cases'), values: rows.map(row => row.numerator)}], language: lang()}}
      .table=${figures({...answer, rows}, query, 'layer')}></fq-chart>`;
  }

  streets(answer, query) {
    const rows = [...answer.rows].sort((one, other) => other.denominator - one.denominator);
    const shown = rows.slice(0, 15);
    return html`<fq-chart .caption=${`${said(answer.entry.title)} · ${t('by', code('dimension', 'street'))}`}
      .figures=${{kind: 'bar', percent: true, labels: shown.map(called), series: [{name: said(answer.entry.title), values: shown.map(row => +((row.value ?? 0) * 100).toFixed(2))}], language: lang()}}
      .table=${figures({...answer, rows}, query, 'street')}></fq-chart>`;
  }
}
customElements.define('fq-overview', Overview);

const withPart = (query, part) => {
  const next = carried(query);
  next.set('part', part);
  return next;
};

const withGroup = (query, dimension) => {
  const next = carried(query);
  next.set('groupBy', dimension);
  return next;
};

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'];

/** The address of the cases behind a row, of which `part`; null where a number cannot be filtered by what the row is. */
function casesOf(answer, row, query, part) {
  const next = withPart(query, part);
  for (const [name, value] of Object.entries(row.dimensions)) {
    if (PERIODS.includes(name)) {
      const days = daysOf(value);
      // Of a period that is cut by the filter, the part that is inside it.
      next.set('from', [days.from, query.get('from') ?? ''].sort().at(-1));
      next.set('to', query.get('to') && query.get('to') < days.to ? query.get('to') : days.to);
    } else if (answer.entry.filters.includes(name)) {
      next.set(name, value);
    } else {
      return null;
    }
  }
  return href(`/numbers/${answer.entry.name}/cases`, next);
}

/** The table of a number's rows: each count leads to its cases; what is known otherwise now is marked. */
export function figures(answer, query, dimensions) {
  const timed = answer.rows.some(row => row.p50Seconds !== undefined && row.p50Seconds !== null);
  const link = (row, part, number) => {
    const address = casesOf(answer, row, query, part);
    return address ? html`<a href=${address} aria-label=${t('cases.of', `${called(row)} · ${t('part.' + part + '.of')}`, number)}>${count(number)}</a>` : count(number);
  };
  return html`<table><caption class="small">${said(answer.entry.numerator)} / ${said(answer.entry.denominator)}</caption>
    <thead><tr><th scope="col">${dimensions.split(',').map(name => code('dimension', name)).join(' · ')}</th><th scope="col" class="number">${t('numerator')}</th>
      <th scope="col" class="number">${t('denominator')}</th><th scope="col" class="number">${t('value')}</th>
      ${timed ? html`<th scope="col" class="number">p50</th><th scope="col" class="number">p90</th>` : nothing}
      ${answer.today ? html`<th scope="col" class="number">${t('asof.now')}</th><th scope="col" class="number">${t('difference')}</th>` : nothing}</tr></thead>
    <tbody>${answer.rows.map(row => {
      const today = todayOf(answer, row.key);
      const differs = difference(row, today, 'differs.short');
      return html`<tr class=${differs ? 'differs' : ''}><th scope="row">${called(row)}</th>
        <td class="number">${link(row, 'numerator', row.numerator)}</td><td class="number">${link(row, 'denominator', row.denominator)}</td>
        <td class="number">${row.percent ?? '–'}</td>
        ${timed ? html`<td class="number">${lengthOf(row.p50Seconds)}</td><td class="number">${lengthOf(row.p90Seconds)}</td>` : nothing}
        ${today ? html`<td class="number">${today.percent ?? '–'}</td><td class="number">${differs || t('same')}</td>` : nothing}</tr>`;
    })}</tbody></table>`;
}
