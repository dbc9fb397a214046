// The cases behind a number, each with the place in its history that put it there; and a case by its number.
import {html, nothing} from 'lit';
import {get} from '../frame/api.js';
import {Page} from '../frame/page.js';
import {changed, href} from '../frame/route.js';
import {code, day, said, t} from '../frame/words.js';
import {carried, entries, known, parametersOf} from './asking.js';
import {asCsv} from './download.js';

const PARTS = ['numerator', 'denominator', 'remainder'];

/** The table of cases; `page` {items, next}, `more` the address of the next page. */
export function caseTable(page, more, first) {
  return html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('cases.title')}><table>
    <thead><tr><th scope="col">${t('case')}</th><th scope="col">${t('counted')}</th><th scope="col">${t('value')}</th><th scope="col">${t('position')}</th></tr></thead>
    <tbody>${page.items.map(item => html`<tr>
      <th scope="row"><a href=${href(`/cases/${item.caseId}`, {at: item.position})}><code>${item.caseId}</code></a></th>
      <td>${item.subject === 'case' ? t('subject.case') : item.subject}</td><td>${item.value ? valueOf(item.value) : '–'}</td>
      <td><a href=${href(`/cases/${item.caseId}/events/${item.position}`)} aria-label=${t('cases.event', item.position)}>#${item.position}</a></td></tr>`)}</tbody></table></div>
    <p class="row">${first ? html`<a href=${first}>${t('cases.first')}</a>` : nothing}${page.next ? html`<a href=${more}>${t('cases.next')}</a>` : nothing}</p>`;
}

function valueOf(value) {
  for (const kind of ['grade', 'fault', 'layer']) {
    const words = code(kind, value);
    if (words !== value) {
      return words;
    }
  }
  return value;
}

class Cases extends Page {
  heading(data) {
    return data ? `${said(data.entry.title)} · ${t('cases.part.' + data.part)}` : t('cases.title');
  }

  async load({name, query}, signal) {
    const entry = (await entries(signal)).get(name) ?? {name, filters: [], title: {zh: name}};
    const part = query.get('part') ?? 'numerator';
    const page = await get(`/metrics/${name}/cases`, parametersOf(entry, query, {part, limit: '50', cursor: query.get('cursor')}), signal);
    return {entry, part, query, page};
  }

  isEmpty({page}) {
    return page.items.length === 0;
  }

  show({entry, part, query, page}) {
    const path = `/numbers/${entry.name}/cases`;
    const words = {numerator: said(entry.numerator), denominator: said(entry.denominator), remainder: t('part.remainder.of')};
    return html`<div class="panel"><p>${words[part]}</p>
        <p class="small">${[...carried(query)].filter(([name]) => name === 'asOf' || name === 'from' || name === 'to' || entry.filters.includes(name)).map(([name, value]) => `${['from', 'to', 'asOf'].includes(name) ? t('filter.' + name) : code('dimension', name)}: ${code(name, value)}`).join(' · ')}</p>
        ${known(page.knownUpTo)}
        <p class="row">${PARTS.map(other => html`<a href=${href(path, changed(query, {part: other, cursor: ''}))} aria-current=${other === part ? 'true' : nothing}>${t('cases.part.' + other)}</a>`)}
        <a href=${href(`/numbers/${entry.name}`, carried(query))}>${t('cases.number')}</a></p></div>
      ${page.items.length ? caseTable(page, href(path, changed(query, {cursor: page.next})), query.get('cursor') ? href(path, changed(query, {cursor: ''})) : null) : nothing}
      ${page.items.length ? asCsv(`/metrics/${entry.name}/cases`, parametersOf(entry, query, {part}), `${entry.name}-${part}`) : nothing}`;
  }
}
customElements.define('fq-cases', Cases);

/** What made the difference between what was known at the time of the address and what is known now. */
class Changes extends Page {
  heading(data) {
    return data ? `${said(data.entry.title)} · ${t('changes.title')}` : t('changes.title');
  }

  async load({name, query}, signal) {
    const entry = (await entries(signal)).get(name) ?? {name, filters: [], title: {zh: name}};
    const page = await get(`/metrics/${name}/restated/cases`, parametersOf(entry, query, {limit: '50', cursor: query.get('cursor')}), signal);
    return {entry, query, page};
  }

  isEmpty({page}) {
    return page.items.length === 0;
  }

  show({entry, query, page}) {
    const path = `/numbers/${entry.name}/changes`;
    return html`<div class="panel"><p>${t('changes.about', day(query.get('asOf')))}</p>${known(page.knownUpTo)}
        <p><a href=${href(`/numbers/${entry.name}`, carried(query))}>${t('cases.number')}</a></p></div>
      ${page.items.length ? html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('changes.title')}><table>
        <thead><tr><th scope="col">${t('case')}</th><th scope="col">${t('counted')}</th><th scope="col">${t('changes.change')}</th><th scope="col">${t('position')}</th></tr></thead>
        <tbody>${page.items.map(item => html`<tr><th scope="row"><a href=${href(`/cases/${item.caseId}`, {at: item.position})}><code>${item.caseId}</code></a></th>
          <td>${item.subject === 'case' ? t('subject.case') : item.subject}</td><td>${t('changes.' + item.change)}</td>
          <td><a href=${href(`/cases/${item.caseId}/events/${item.position}`)} aria-label=${t('cases.event', item.position)}>#${item.position}</a></td></tr>`)}</tbody></table></div>` : nothing}
      <p class="row">${query.get('cursor') ? html`<a href=${href(path, changed(query, {cursor: ''}))}>${t('cases.first')}</a>` : nothing}${page.next ? html`<a href=${href(path, changed(query, {cursor: page.next}))}>${t('cases.next')}</a>` : nothing}</p>`;
  }
}
customElements.define('fq-changes', Changes);
