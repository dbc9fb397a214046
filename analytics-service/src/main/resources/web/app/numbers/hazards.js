// Hidden trouble: bursts, cases likely to escalate, records that look wrong. Each item leads to its cases.
import {html, nothing} from 'lit';
import {get} from '../frame/api.js';
import {Page} from '../frame/page.js';
import {href} from '../frame/route.js';
import {code, count, day, named, said, t, time} from '../frame/words.js';
import {known} from './asking.js';

const number = (value, digits = 1) => value.toFixed(digits);
const chance = probability => (probability < 0.0001 ? '< 0.01 %' : `${(probability * 100).toFixed(2)} %`);

/** The cases of an item, folded; each once, however many of its events are in it. */
const casesOf = traces => {
  const ids = [...new Set(traces.map(trace => trace.caseId))];
  return html`<details><summary>${t('hazards.cases', count(ids.length))}</summary><ul>${ids.map(id => html`<li><a href=${href(`/cases/${id}`)}><code>${id}</code></a></li>`)}</ul></details>`;
};

const table = (name, heads, rows) => html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('hazards.table', t(name))}><table>
  <thead><tr>${heads.map(([head, kind]) => html`<th scope="col" class=${kind ?? nothing}>${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;

const section = (name, explanation, rules, items, shown) => html`<section aria-labelledby=${name}><h2 id=${name}>${t(name)}</h2>
  <p>${explanation}</p><p class="small">${t('hazards.rules', rules)}</p>${items.length ? shown() : html`<p class="empty">${t('hazards.none')}</p>`}</section>`;

class Hazards extends Page {
  heading() {
    return t('nav.hazards');
  }

  async load({query}, signal) {
    const asked = query.get('asOf') ? {asOf: query.get('asOf')} : {};
    const [bursts, escalating, records] = await Promise.all(['bursts', 'escalating', 'records'].map(list => get(`/hazards/${list}`, asked, signal)));
    return {bursts, escalating, records};
  }

  show({bursts, escalating, records}) {
    return html`<div class="panel"><p>${t('hazards.about')}</p><p><a href=${href('/numbers/returning-party-rate/cases', {part: 'numerator'})}>${t('hazards.returning')}</a></p>${known(bursts.knownUpTo)}</div>
      ${section('hazards.bursts', said(bursts.rule.explanation), bursts.rules, bursts.items, () => burstsOf(bursts))}
      ${section('hazards.escalating', said(escalating.rule.explanation), escalating.rules, escalating.items, () => escalatingOf(escalating))}
      ${section('hazards.records', ['bulk', 'eve', 'marked'].map(kind => said(records.rule[kind].explanation)).join(t('hazards.between')), records.rules, records.items, () => recordsOf(records))}`;
  }
}

const burstsOf = ({items}) => table('hazards.bursts',
  [[t('hazards.place')], [code('dimension', 'category')], [t('hazards.observed'), 'number'], [t('hazards.mean'), 'number'], [t('hazards.probability'), 'number'], [t('cases')]],
  items.map(item => html`<tr><th scope="row">${[item.street, item.grid].filter(Boolean).join(' · ')}</th><td>${code('category', item.category)}</td>
    <td class="number">${count(item.observed)}</td><td class="number">${number(item.mean)}</td><td class="number">${chance(item.probability)}</td><td>${casesOf(item.cases)}</td></tr>`));

const escalatingOf = ({items, more}) => html`${table('hazards.escalating',
  [[t('case')], [t('hazards.place')], [code('dimension', 'unit')], [t('hazards.points'), 'number'], [t('hazards.reasons')]],
  items.map(item => html`<tr><th scope="row"><a href=${href(`/cases/${item.caseId}`)}><code>${item.caseId}</code></a><br><span class="small">${item.category ? code('category', item.category) : ''} ${day(item.acceptedAt)}</span></th>
    <td>${[item.street, item.grid].filter(Boolean).join(' · ')}</td><td>${item.unit ?? t('unknown')}</td><td class="number">${item.points}</td>
    <td><ul>${item.reasons.map(reason => html`<li>${said(reason.words)}（${reason.events.length > 1 ? `${reason.events.length} × · ` : ''}${reason.points}）</li>`)}</ul></td></tr>`))}
  ${more ? html`<p class="small">${t('hazards.more')}</p>` : nothing}`;

const recordsOf = ({items}) => table('hazards.records',
  [[t('hazards.kind')], [code('dimension', 'unit')], [t('hazards.when')], [t('hazards.found'), 'number'], [t('hazards.probability'), 'number'], [t('cases')]],
  items.map(item => html`<tr><th scope="row">${t('hazards.kind.' + item.kind)}${item.ground ? html`<br><span class="small">${named(item.ground, 'mark')}</span>` : nothing}</th><td>${item.unit}</td>
    <td>${time(item.since)} – ${time(item.until)}</td><td class="number">${count(item.found)}${item.looked > item.found ? ` / ${count(item.looked)}` : ''}</td>
    <td class="number">${item.probability === undefined || item.probability === null ? '–' : chance(item.probability)}</td><td>${casesOf(item.cases)}</td></tr>`));
customElements.define('fq-hazards', Hazards);
