// The map of the ways that cases took: steps from top to bottom, what followed what as arrows; what goes on by more than
// one step bends to the right, what goes back to the left. Each arrow leads to its cases.
import {html, nothing, svg} from 'lit';
import {get} from '../frame/api.js';
import {Page} from '../frame/page.js';
import {changed, href} from '../frame/route.js';
import {code, count, isoDay, length, t} from '../frame/words.js';
import {carried, daysOf, entries, filters, known, places} from './asking.js';

const BOX = {width: 150, height: 34, gap: 34};
const SIDE = 250;
const WIDTH = 2 * SIDE + BOX.width;
/** Arrows of fewer cases than this share are in the table only. */
const DRAWN = 0.01;

const BEGUN = 'BEGUN';
const STANDS = 'STANDS';
const ends = arrow => [arrow.from ?? BEGUN, arrow.to ?? STANDS];
const called = step => (step === BEGUN || step === STANDS ? t(`process.${step}`) : code('stage', step));
const toCases = (query, arrow) => href('/process/cases', changed(carried(query), {fromStep: arrow.from ?? '', toStep: arrow.to ?? ''}));

/** The parameters of the call: the filters that the address carries. */
function asked(query, more = {}) {
  const parameters = carried(query);
  Object.entries(more).forEach(([name, value]) => value && parameters.set(name, value));
  return parameters;
}

/** The steps that occur, in their usual order. */
function stepsOf(arrows, order) {
  const there = new Set(arrows.flatMap(ends));
  return [BEGUN, ...order, STANDS].filter(step => there.has(step));
}

function drawing(query, {cases, arrows}, order) {
  const drawn = arrows.filter(arrow => arrow.cases >= Math.max(1, cases * DRAWN));
  const steps = stepsOf(drawn, order);
  const y = step => 20 + steps.indexOf(step) * (BOX.height + BOX.gap);
  const most = Math.max(...drawn.map(arrow => arrow.times), 1);
  const thick = arrow => 1 + 5 * Math.sqrt(arrow.times / most);
  const left = SIDE;
  const right = SIDE + BOX.width;
  const middle = SIDE + BOX.width / 2;
  const line = arrow => {
    const [from, to] = ends(arrow);
    const away = steps.indexOf(to) - steps.indexOf(from);
    const [start, end] = [y(from), y(to)];
    if (away === 1) {
      return {path: `M${middle} ${start + BOX.height} L${middle} ${end - 6}`, x: middle + 6, y: (start + BOX.height + end) / 2 + 4, anchor: 'start'};
    }
    const side = away > 0 ? 1 : -1;
    const edge = away > 0 ? right : left;
    const bend = edge + side * Math.min(SIDE - 90, 30 + Math.abs(away) * 16);
    const [first, last] = [start + BOX.height * (away > 0 ? 0.7 : 0.35), end + BOX.height * (away > 0 ? 0.35 : 0.7)];
    return {path: `M${edge} ${first} C${bend} ${first} ${bend} ${last} ${edge + side * 6} ${last}`, x: (edge + 3 * bend) / 4 + side * 4, y: (first + last) / 2, anchor: away > 0 ? 'start' : 'end'};
  };
  return html`<div class="scroll map" tabindex="0" role="region" aria-label=${t('nav.process')}><svg viewBox="0 0 ${WIDTH} ${y(steps.at(-1)) + BOX.height + 20}" width=${WIDTH} aria-hidden="true">
    <defs><marker id="head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 L8 4 L0 8 z" class="head"/></marker></defs>
    ${drawn.map(arrow => {
      const {path, x, y: at, anchor} = line(arrow);
      return svg`<a href=${toCases(query, arrow)} tabindex="-1"><path class="way" d=${path} stroke-width=${thick(arrow)} marker-end="url(#head)"/>
        <text class="told" x=${x} y=${at} text-anchor=${anchor}>${count(arrow.times)}${arrow.p50 === null || arrow.p50 === undefined ? '' : ` · ${length(arrow.p50)}`}</text></a>`;
    })}
    ${steps.map(step => svg`<g><rect class=${step === BEGUN || step === STANDS ? 'step end' : 'step'} x=${left} y=${y(step)} width=${BOX.width} height=${BOX.height} rx="6"/><text class="name" x=${middle} y=${y(step) + BOX.height / 2 + 5} text-anchor="middle">${called(step)}</text></g>`)}
  </svg></div>`;
}

class ProcessMap extends Page {
  heading() {
    return t('nav.process');
  }

  async load({query}, signal) {
    const all = await entries(signal);
    const [choices, map, months] = await Promise.all([
      places(all.get('closure-rate'), query, signal),
      get('/process-map', asked(query), signal),
      get('/metrics/closure-rate', {groupBy: 'month'}, signal),
    ]);
    return {query, choices, map, months};
  }

  isEmpty({map}) {
    return map.arrows.length === 0;
  }

  show({query, choices, map, months}) {
    const first = months.rows[0] && daysOf(months.rows[0].key).from;
    // Arrows come in the order of the steps, and each step has one that leads on or says that cases stand there.
    const order = [...new Set(map.arrows.map(arrow => arrow.from))].filter(Boolean);
    return html`${filters({path: '/process', query, choices, first, last: isoDay(map.knownUpTo.time ?? Date.now())})}
      <div class="panel"><p>${t('process.about', count(map.cases))}</p>${known(map.knownUpTo)}</div>
      ${map.arrows.length ? html`${drawing(query, map, order)}
        <div class="panel scroll" tabindex="0" role="region" aria-label=${t('process.table')}><table><caption>${t('process.table')}</caption>
          <thead><tr><th scope="col">${t('process.from')}</th><th scope="col">${t('process.to')}</th><th scope="col" class="number">${t('process.cases')}</th><th scope="col" class="number">${t('process.times')}</th><th scope="col" class="number">${t('process.p50')}</th><th scope="col" class="number">${t('process.p90')}</th></tr></thead>
          <tbody>${map.arrows.map(arrow => html`<tr><th scope="row">${called(ends(arrow)[0])}</th><td>${called(ends(arrow)[1])}</td>
            <td class="number"><a href=${toCases(query, arrow)} aria-label=${t('process.these', called(ends(arrow)[0]), called(ends(arrow)[1]), arrow.cases)}>${count(arrow.cases)}</a></td><td class="number">${count(arrow.times)}</td>
            <td class="number">${length(arrow.p50)}</td><td class="number">${length(arrow.p90)}</td></tr>`)}</tbody></table></div>` : nothing}`;
  }
}
customElements.define('fq-process', ProcessMap);

class ProcessCases extends Page {
  heading(data) {
    return data ? `${called(data.from)} → ${called(data.to)}` : t('nav.process');
  }

  async load({query}, signal) {
    const page = await get('/process-map/cases', asked(query, {fromStep: query.get('fromStep'), toStep: query.get('toStep'), limit: '50', cursor: query.get('cursor')}), signal);
    return {query, page, from: query.get('fromStep') || BEGUN, to: query.get('toStep') || STANDS};
  }

  isEmpty({page}) {
    return page.items.length === 0;
  }

  show({query, page}) {
    return html`<div class="panel">${known(page.knownUpTo)}<p><a href=${href('/process', carried(query))}>${t('nav.process')}</a></p></div>
      ${page.items.length ? html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('cases.title')}><table>
        <thead><tr><th scope="col">${t('case')}</th><th scope="col" class="number">${t('process.took')}</th><th scope="col">${t('position')}</th></tr></thead>
        <tbody>${page.items.map(item => html`<tr><th scope="row"><a href=${href(`/cases/${item.caseId}`, {at: item.position})}><code>${item.caseId}</code></a></th><td class="number">${length(item.seconds)}</td>
          <td><a href=${href(`/cases/${item.caseId}/events/${item.position}`)} aria-label=${t('cases.event', item.position)}>#${item.position}</a></td></tr>`)}</tbody></table></div>` : nothing}
      <p class="row">${query.get('cursor') ? html`<a href=${href('/process/cases', changed(query, {cursor: ''}))}>${t('cases.first')}</a>` : nothing}${page.next ? html`<a href=${href('/process/cases', changed(query, {cursor: page.next}))}>${t('cases.next')}</a>` : nothing}</p>`;
  }
}
customElements.define('fq-process-cases', ProcessCases);
