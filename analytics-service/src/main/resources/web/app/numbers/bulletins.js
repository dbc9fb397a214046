// Bulletins: the list, one as it was issued, made to be printed, and the cases behind a line.
import {html, nothing} from 'lit';
import {get, post} from '../frame/api.js';
import {Page} from '../frame/page.js';
import {changed, go, href} from '../frame/route.js';
import {code, count, lang, length, said, t, time} from '../frame/words.js';
import {called, entries} from './asking.js';
import {caseTable} from './cases.js';
import './download.js';

const KINDS = ['WEEKLY_SORTING', 'MONTHLY_JUDGEMENT', 'QUARTERLY_BULLETIN', 'ANNUAL_REPORT'];

class Bulletins extends Page {
  static properties = {...Page.properties, refusal: {state: true}, issuing: {state: true}};

  heading() {
    return t('nav.bulletins');
  }

  async load({query}, signal) {
    const page = await get('/bulletins', Object.fromEntries(['kind', 'district', 'cursor'].filter(name => query.get(name)).map(name => [name, query.get(name)])), signal);
    return {query, page};
  }

  async issue(event) {
    event.preventDefault();
    const given = new FormData(event.target);
    this.refusal = null;
    this.issuing = true;
    try {
      const issued = await post('/bulletins', {district: given.get('district').trim(), period: given.get('period').trim()});
      go(`/bulletins/${issued.bulletin}`);
    } catch (failure) {
      this.refusal = failure;
    }
    this.issuing = false;
  }

  show({query, page}) {
    return html`<form class="filters row" aria-label=${t('filters')} @submit=${event => event.preventDefault()}><label>${t('bulletin.kind')}<select @change=${event => go('/bulletins', changed(query, {kind: event.target.value}))}>
        <option value="">${t('all')}</option>${KINDS.map(kind => html`<option value=${kind} ?selected=${query.get('kind') === kind}>${code('kind', kind)}</option>`)}</select></label></form>
      ${page.items.length ? html`<div class="panel scroll" tabindex="0" role="region" aria-label=${t('nav.bulletins')}><table><thead><tr><th scope="col">${t('bulletin')}</th><th scope="col">${code('dimension', 'district')}</th><th scope="col">${t('bulletin.period')}</th><th scope="col">${t('bulletin.edition')}</th><th scope="col">${t('bulletin.issuedAt')}</th></tr></thead>
        <tbody>${page.items.map(one => html`<tr><th scope="row"><a href=${href(`/bulletins/${one.bulletin}`)}>${code('kind', one.kind)} ${one.period}</a></th><td>${one.district}</td><td>${one.period}</td><td>${one.edition}</td><td>${time(one.issuedAt)}</td></tr>`)}</tbody></table></div>
        ${page.next ? html`<p><a href=${href('/bulletins', changed(query, {cursor: page.next}))}>${t('cases.next')}</a></p>` : nothing}` : html`<p class="empty">${t('bulletin.none')}</p>`}
      <section class="panel" aria-labelledby="issue"><h2 id="issue">${t('bulletin.issue')}</h2>
        ${this.refusal ? this.failed(this.refusal) : nothing}
        <form class="row" @submit=${event => this.issue(event)}>
          <label>${code('dimension', 'district')}<input name="district" required maxlength="100"></label>
          <label>${t('bulletin.period')}<input name="period" required pattern="\\d{4}(-(W\\d{2}|\\d{2}|Q[1-4]))?" placeholder="2024-03" title=${t('bulletin.period.form')}></label>
          <button class="main" ?disabled=${this.issuing}>${t('bulletin.issue')}</button></form><p class="small">${t('bulletin.period.form')}</p></section>`;
  }
}
customElements.define('fq-bulletins', Bulletins);

class Bulletin extends Page {
  heading(data) {
    return data ? `${data.body.district} ${said(data.body.title)}（${data.body.period}）` : t('nav.bulletins');
  }

  async load({id}, signal) {
    return {id, body: await get(`/bulletins/${encodeURIComponent(id)}`, {}, signal)};
  }

  updated() {
    this.classList.add('official');
  }

  show({id, body}) {
    const sections = [...new Set(body.tables.map(table => table.section))];
    return html`<p class="issue">${t('bulletin.edition.of', body.edition)} · ${body.from} – ${body.to} · ${t('bulletin.issuedAt')} ${time(body.issuedAt)}</p>
      <p class="row noprint"><button class="main" @click=${() => print()}>${t('bulletin.print')}</button></p>
      <fq-download class="noprint" .files=${[{label: t('bulletin.pdf'), path: `/bulletins/${encodeURIComponent(id)}`, parameters: () => ({language: lang().toUpperCase()}), type: 'application/pdf', name: `${body.district}-${body.period}.pdf`}]}></fq-download>
      ${body.corrects ? this.correction(body.corrects) : nothing}
      ${sections.map(section => html`<section><h2>${code('section', section)}</h2>${body.tables.filter(table => table.section === section).map(table => this.table(id, table))}</section>`)}
      <p class="small">${t('bulletin.known', body.knownUpTo.time ? time(body.knownUpTo.time) : '–')} · ${t('bulletin.digest')} <code>${body.casesDigest}</code></p>`;
  }

  correction({edition, cause, changes}) {
    return html`<section class="panel"><h2>${t('bulletin.corrects', edition)}</h2><p>${code('cause', cause)}</p><table><thead><tr><th scope="col">${t('number')}</th><th scope="col">${t('bulletin.line')}</th><th scope="col" class="number">${t('was')}</th><th scope="col" class="number">${t('is')}</th></tr></thead>
      <tbody>${changes.map(change => html`<tr class="differs"><td>${change.metric}</td><th scope="row">${change.key}</th><td class="number">${share(change.was)}</td><td class="number">${share(change.is)}</td></tr>`)}</tbody></table></section>`;
  }

  table(id, table) {
    const ranked = table.lines.some(line => line.rank);
    const timed = table.lines.some(line => line.p50Seconds);
    const past = table.lines.some(line => line.history);
    const cases = (line, part, number) => html`<a href=${href(`/bulletins/${id}/cases`, {metric: table.metric, key: line.key, part})} aria-label=${t('cases.of', called(line), number)}>${count(number)}</a>`;
    return html`<div class="panel"><div class="scroll" tabindex="0" role="region" aria-label=${said(table.title)}><table><caption><strong>${said(table.title)}</strong></caption>
      <thead><tr>${ranked ? html`<th scope="col" class="number">${t('bulletin.rank')}</th>` : nothing}<th scope="col">${table.groupBy.map(name => code('dimension', name)).join(' · ')}</th><th scope="col" class="number">${t('numerator')}</th><th scope="col" class="number">${t('denominator')}</th><th scope="col" class="number">${t('value')}</th>
        ${timed ? html`<th scope="col" class="number">p50</th><th scope="col" class="number">p90</th>` : nothing}${past ? html`<th scope="col" class="number">${t('bulletin.usual')}</th>` : nothing}</tr></thead>
      <tbody>${table.lines.length ? table.lines.map(line => html`<tr>${ranked ? html`<td class="number">${line.rank ?? '–'}</td>` : nothing}<th scope="row">${called(line)}${line.history?.numerator.raised || line.history?.denominator.raised ? html` <span class="badge late">${t('bulletin.raised')}</span>` : nothing}</th>
        <td class="number">${cases(line, 'numerator', line.numerator)}</td><td class="number">${cases(line, 'denominator', line.denominator)}</td><td class="number">${line.percent ?? '–'}</td>
        ${timed ? html`<td class="number">${length(line.p50Seconds)}</td><td class="number">${length(line.p90Seconds)}</td>` : nothing}${past ? html`<td class="number">${line.history ? line.history.numerator.mean : '–'}</td>` : nothing}</tr>`) : html`<tr><td colspan="8">${t('bulletin.nothing')}</td></tr>`}</tbody></table></div></div>`;
  }
}
customElements.define('fq-bulletin', Bulletin);

const share = line => (line ? `${line.numerator}/${line.denominator}` : '–');

class BulletinCases extends Page {
  heading() {
    return t('cases.title');
  }

  async load({id, query}, signal) {
    const asked = Object.fromEntries(['metric', 'key', 'part', 'cursor'].filter(name => query.get(name)).map(name => [name, query.get(name)]));
    const [all, page] = await Promise.all([entries(signal), get(`/bulletins/${encodeURIComponent(id)}/cases`, {...asked, limit: 50}, signal)]);
    return {id, query, entry: all.get(query.get('metric')), page};
  }

  isEmpty({page}) {
    return page.items.length === 0;
  }

  show({id, query, entry, page}) {
    return html`<div class="panel"><p>${entry ? said(entry.title) : ''} · ${query.get('key') ?? ''} · ${t('part.' + (query.get('part') ?? 'numerator') + '.of')}</p><p><a href=${href(`/bulletins/${id}`)}>${t('bulletin.back')}</a></p></div>
      ${page.items.length ? caseTable(page, href(`/bulletins/${id}/cases`, changed(query, {cursor: page.next})), null) : nothing}`;
  }
}
customElements.define('fq-bulletin-cases', BulletinCases);
