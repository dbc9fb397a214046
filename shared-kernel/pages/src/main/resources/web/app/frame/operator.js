// The operator's page of a service: its health, what does not move, where it stands in its topics, what is parked, and
// what is folded again; each with what can be done about it.
import {html, nothing} from 'lit';
import {CallFailed, get} from './api.js';
import {openAct} from './desk.js';
import {Page} from './page.js';
import {changed, href} from './route.js';
import {description} from './schema.js';
import {count, length, named, t, time} from './words.js';

/** How often it looks again while something is under way. */
const LOOK = 5e3;

async function health(signal) {
  try {
    return await get('/q/health', {}, signal);
  } catch (failure) {
    // A service that is down says so with 503 and the same body.
    if (failure instanceof CallFailed && failure.problem.checks) {
      return failure.problem;
    }
    throw failure;
  }
}

class Operator extends Page {
  heading() {
    return t('nav.operator');
  }

  connectedCallback() {
    super.connectedCallback();
    this.looking = setInterval(() => {
      if (this.state.data?.refoldings.some(one => one.state === 'RUNNING') && !this.querySelector('fq-form')) {
        this.reload();
      }
    }, LOOK);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.looking);
  }

  async load({query}, signal) {
    const [checks, stuck, positions, parked, refoldings, of] = await Promise.all([
      health(signal), get('/stuck', {most: 50}, signal), get('/positions', {}, signal), get('/parked', {limit: 50}, signal),
      get('/refoldings', {}, signal), description(),
    ]);
    return {query, checks, stuck, positions, parked, refoldings, of};
  }

  show({query, checks, stuck, positions, parked, refoldings, of}) {
    const act = (address, name) => html`<a href=${href('/operator', changed(query, {do: address}))}>${t(name)}</a>`;
    const wanted = query.get('do');
    const down = checks.checks.filter(check => check.status !== 'UP');
    return html`
      ${this.told ? html`<p class="done" role="status">${this.told}</p>` : nothing}
      ${wanted ? openAct({of, address: wanted, about: wanted, close: href('/operator', changed(query, {do: ''})), done: () => {
        this.told = t('done', wanted);
        history.replaceState(null, '', href('/operator', changed(query, {do: ''})));
        dispatchEvent(new HashChangeEvent('hashchange'));
      }}) : nothing}
      <ul class="cards"><li class=${down.length ? 'card alarm' : 'card'}><h2>${t('operator.health')}</h2><p class="value">${t(down.length ? 'operator.down' : 'operator.up')}</p><p class="of">${down.map(check => check.name).join('、') || t('operator.checks', checks.checks.length)}</p></li>
        ${Object.entries(stuck.totals).map(([kind, total]) => html`<li class="card alarm"><h2>${named(kind)}</h2><p class="value">${count(total)}</p></li>`)}
        ${Object.keys(stuck.totals).length ? nothing : html`<li class="card"><h2>${t('operator.stuck')}</h2><p class="value">0</p><p class="of">${t('operator.all-moves')}</p></li>`}</ul>
      ${stuck.standstills.length ? html`<section class="panel scroll" tabindex="0" aria-label=${t('operator.stuck')}><h2>${t('operator.stuck')}</h2><table class="blocks">
        <thead><tr><th scope="col">${t('operator.kind')}</th><th scope="col">${t('operator.subject')}</th><th scope="col">${t('operator.since')}</th><th scope="col">${t('operator.why')}</th><th scope="col">${t('operator.next')}</th></tr></thead>
        <tbody>${stuck.standstills.map(one => html`<tr><th scope="row">${named(one.kind)}</th><td><code>${one.subject}</code>${one.caseId ? html`<br><code>${one.caseId}</code>` : nothing}</td>
          <td>${one.since ? html`${time(one.since)}<br><span class="small">${length((new Date(stuck.at) - new Date(one.since)) / 1000)}</span>` : '–'}</td><td lang="en">${one.why}</td><td><code>${one.next}</code></td></tr>`)}</tbody></table></section>` : nothing}
      <section class="panel scroll" tabindex="0" aria-label=${t('operator.topics')}><h2>${t('operator.topics')}</h2><table class="blocks">
        <thead><tr><th scope="col">${t('operator.topic')}</th><th scope="col" class="number">${t('operator.lag')}</th><th scope="col">${t('operator.paused')}</th><th scope="col">${t('acts')}</th></tr></thead>
        <tbody>${positions.map(one => html`<tr><th scope="row"><code>${one.topic}</code></th><td class="number">${one.lag === undefined || one.lag === null ? '–' : count(one.lag)}</td>
          <td>${one.paused ? html`${time(one.paused.since)} ${one.paused.by}：${one.paused.reason}` : '–'}</td>
          <td>${one.paused ? act(`/positions/${one.topic}/resume`, 'operator.resume') : act(`/positions/${one.topic}/pause`, 'operator.pause')}</td></tr>`)}</tbody></table></section>
      <section class="panel scroll" tabindex="0" aria-label=${t('operator.parked')}><h2>${t('operator.parked')}</h2>
        ${parked.items.length ? html`<table class="blocks"><thead><tr><th scope="col">${t('case')}</th><th scope="col">${t('operator.why')}</th><th scope="col">${t('operator.since')}</th><th scope="col" class="number">${t('operator.waiting')}</th><th scope="col">${t('acts')}</th></tr></thead>
          <tbody>${parked.items.map(one => html`<tr><th scope="row"><code>${one.caseId}</code><br><span class="small">${one.topic} ${one.partition}:${one.offset}</span></th><td><code>${one.code}</code> <span lang="en">${one.detail}</span></td><td>${time(one.parkedAt)}</td>
            <td class="number">${count(one.waiting)}</td><td class="row">${act(`/parked/${one.caseId}/redrive`, 'operator.redrive')} ${act(`/parked/${one.caseId}/set-aside`, 'operator.set-aside')}</td></tr>`)}</tbody></table>` : html`<p>${t('operator.none-parked')}</p>`}</section>
      <section class="panel scroll" tabindex="0" aria-label=${t('operator.refoldings')}><h2>${t('operator.refoldings')}</h2><p>${act('/refoldings', 'operator.refold')}</p>
        ${refoldings.length ? html`<table class="blocks"><thead><tr><th scope="col">${t('operator.kind')}</th><th scope="col">${t('operator.state')}</th><th scope="col">${t('operator.progress')}</th><th scope="col" class="number">${t('operator.differing')}</th><th scope="col">${t('operator.asked')}</th><th scope="col">${t('acts')}</th></tr></thead>
          <tbody>${refoldings.map(one => html`<tr><th scope="row">${named(one.kind)}</th><td>${named(one.state)}${one.failure ? html`<br><span lang="en">${one.failure}</span>` : nothing}</td>
            <td><progress max=${Math.max(one.of, 1)} value=${one.streams} aria-label=${t('operator.progress')}></progress> ${count(one.streams)} / ${count(one.of)}${one.perSecond ? html`<br><span class="small">${count(Math.round(one.perSecond))}/s</span>` : nothing}</td>
            <td class="number">${count(one.differing)}</td><td>${time(one.askedAt)} ${one.askedBy}</td><td>${one.endedAt ? nothing : act(`/refoldings/${one.id}/stop`, 'operator.stop')}</td></tr>`)}</tbody></table>` : nothing}</section>`;
  }
}
customElements.define('fq-operator', Operator);

/** The page, for start(). */
export const operatorPage = {
  path: '/operator', nav: 'nav.operator', title: 'nav.operator', roles: ['operator'],
  render: (route, language) => html`<fq-operator .route=${route} .language=${language}></fq-operator>`,
};
