// One case across all services: who has it, what is due next, its deadlines with their pauses, its events in two
// densities.
import {html, nothing, svg} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {get} from '../frame/api.js';
import {Page} from '../frame/page.js';
import {changed, go, href} from '../frame/route.js';
import {code, day, eventName, isStory, said, t, time} from '../frame/words.js';

/** Rows that are added at a time: what is not looked at is not made. */
const SLICE = 200;
/** Bars of deadlines that are shown until somebody asks for all. */
const BARS = 12;
const WIDTH = 1000;

class Timeline extends Page {
  static properties = {...Page.properties, shown: {state: true}, allBars: {state: true}};

  constructor() {
    super();
    this.shown = SLICE;
    this.allBars = false;
  }

  heading() {
    return t('timeline.title');
  }

  async load({id, query}, signal) {
    const kept = this.state.data;
    // Another density is another address, and no reason to ask again.
    if (kept?.id === id && kept.asOf === query.get('asOf')) {
      return {...kept, query};
    }
    this.shown = SLICE;
    const asOf = query.get('asOf');
    const body = await get(`/cases/${encodeURIComponent(id)}/timeline`, asOf ? {asOf} : {}, signal);
    return {id, asOf, query, body};
  }

  reload() {
    if (this.state.error) {
      this.state = {loading: true};
    }
    return super.reload();
  }

  isEmpty({body}) {
    return body.events.length === 0;
  }

  show({id, query, body}) {
    const all = query.get('density') === 'all';
    return html`<p class="small"><code>${id}</code>${query.get('asOf') ? html` · ${t('asof')} ${time(query.get('asOf'))}` : nothing}</p>
      ${this.standing(body)}
      ${body.missing.length ? html`<p class="stale">${t('timeline.missing', body.missing.map(gap => `${code('service', gap.service)} ${gap.from}–${gap.to}`).join('、'))}</p>` : nothing}
      ${body.events.length ? html`${this.custody(body)}${this.deadlines(body)}${this.events(id, query, body, all)}` : nothing}`;
  }

  standing({now, nextDue}) {
    const late = nextDue?.state === 'BREACHED';
    return html`<dl class=${late ? 'standing late' : 'standing'}>
      <div><dt>${t('timeline.held')}</dt><dd>${now ? (now.unit ? `${now.unit}${now.kind === 'ASSIGNED' ? `（${code('band', 'ASSIGNED')}）` : ''}` : code('band', now.kind)) : '–'}</dd></div>
      <div><dt>${t('timeline.since')}</dt><dd>${now ? time(now.from) : '–'}</dd></div>
      <div><dt>${t(late ? 'timeline.overdue' : 'timeline.due')}</dt><dd>${nextDue ? html`${ruleName(nextDue)} · ${time(nextDue.dueAt)}` : t('timeline.nothing-due')}</dd></div>
      <div><dt>${t('timeline.article')}</dt><dd>${nextDue?.article ?? '–'}</dd></div></dl>`;
  }

  /** Custody as a band, and its table. */
  custody({custody, events, at}) {
    const {from, to, x} = scale(events, custody, [], at);
    const fill = {INTAKE: '#c9d3e0', UNHELD: '#b3261e', ASSIGNED: '#f0c36b', HELD: '#1f5fa8', CLOSED: '#d9dee7'};
    return html`<section class="panel"><h2>${t('timeline.custody')}</h2>
      ${custody.length ? html`
      <svg class="strip" viewBox="0 0 ${WIDTH} 42" preserveAspectRatio="none" height="42" aria-hidden="true">
        ${custody.map(band => svg`<rect x=${x(band.from)} y="4" width=${Math.max(2, x(band.to ?? at) - x(band.from))} height="20" fill=${fill[band.kind]}></rect>`)}
      </svg>
      <p class="small row"><span>${day(from)} – ${day(to)}</span>
      ${Object.keys(fill).map(kind => html`<span>${swatch(fill[kind])} ${code('band', kind)}</span>`)}</p>
      <details><summary>${t('timeline.table')}</summary><div class="scroll" tabindex="0" role="region" aria-label=${t('timeline.custody')}><table><thead><tr><th scope="col">${t('timeline.held')}</th><th scope="col">${t('timeline.since')}</th><th scope="col">${t('timeline.until')}</th></tr></thead>
        <tbody>${custody.map(band => html`<tr><th scope="row">${band.unit ?? code('band', band.kind)}${band.unit ? html` <span class="badge">${code('band', band.kind)}</span>` : nothing}</th><td>${time(band.from)}</td><td>${band.to ? time(band.to) : '–'}</td></tr>`)}</tbody></table></div></details>` : html`<p>–</p>`}</section>`;
  }

  /** Deadlines as bars with their pauses. On a phone the rows are blocks, so the table has to say that it is one. */
  deadlines({deadlines, events, custody, at}) {
    if (!deadlines.length) {
      return nothing;
    }
    const {x} = scale(events, custody, deadlines, at);
    const colour = {RUNNING: '#1f5fa8', PAUSED: '#c98a1b', BREACHED: '#b3261e', MET: '#1b6e43', MET_LATE: '#b3261e', LAPSED: '#6b7280', CANCELLED: '#9aa3b2'};
    const open = deadlines.filter(bar => !bar.endedAt);
    // What runs comes first, then the latest of the others.
    const inOrder = [...open, ...deadlines.filter(bar => bar.endedAt).reverse()];
    const shown = this.allBars ? inOrder : inOrder.slice(0, BARS);
    return html`<section class="panel"><h2>${t('timeline.deadlines')}</h2>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('timeline.deadlines')}><table class="blocks" role="table">
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${t('timeline.rule')}</th><th scope="col" role="columnheader">${t('state')}</th><th scope="col" role="columnheader">${t('timeline.bar')}</th><th scope="col" role="columnheader">${t('timeline.dueAt')}</th><th scope="col" role="columnheader">${t('timeline.article')}</th></tr></thead>
        <tbody role="rowgroup">${shown.map(bar => html`<tr role="row"><th scope="row" role="rowheader">${ruleName(bar)}</th><td role="cell"><span class="badge ${bar.state}">${code('state', bar.state)}</span></td>
          <td class="bar" role="cell"><svg viewBox="0 0 ${WIDTH} 24" preserveAspectRatio="none" width="260" height="18" role="img" aria-label=${this.spoken(bar)}>
            <line x1="0" x2=${WIDTH} y1="12" y2="12" stroke="#d9dee7" stroke-width="2"></line>
            <rect x=${x(bar.startedAt)} y="6" width=${Math.max(4, x(bar.dueAt) - x(bar.startedAt))} height="12" fill=${colour[bar.state]} opacity="0.35"></rect>
            <rect x=${x(bar.startedAt)} y="6" width=${Math.max(4, x(bar.endedAt ?? at) - x(bar.startedAt))} height="12" fill=${colour[bar.state]}></rect>
            ${bar.pauses.map(pause => svg`<rect x=${x(pause.from)} y="3" width=${Math.max(4, x(pause.to ?? at) - x(pause.from))} height="18" fill="#fdf0d5" stroke="#8a5300" stroke-width="2"></rect>`)}
            <line x1=${x(bar.dueAt)} x2=${x(bar.dueAt)} y1="0" y2="24" stroke="#1c2330" stroke-width="4"></line></svg>
            ${bar.pauses.map(pause => html`<span class="small">${t('timeline.pause', code('ground', pause.ground), day(pause.from), pause.to ? day(pause.to) : '…')}</span>`)}</td>
          <td role="cell">${time(bar.dueAt)}</td><td role="cell">${bar.article ?? '–'}</td></tr>`)}</tbody></table></div>
      ${inOrder.length > shown.length ? html`<p><button @click=${() => { this.allBars = true; }}>${t('timeline.all-deadlines', inOrder.length)}</button></p>` : nothing}</section>`;
  }

  spoken(bar) {
    return t('timeline.spoken', ruleName(bar), day(bar.startedAt), day(bar.dueAt), code('state', bar.state));
  }

  events(id, query, body, all) {
    const wanted = +(query.get('at') ?? 0);
    const events = body.events.filter(event => all || isStory(event.event) || event.position === wanted);
    const rows = withGaps(events, body.idle);
    // What an address points at is shown, however far down it is.
    const at = rows.findIndex(row => row.position === wanted);
    const shown = rows.slice(0, Math.max(this.shown, at + 20));
    return html`<section class="panel" aria-labelledby="events"><h2 id="events">${t('timeline.events')}</h2>
      <div class="row noprint" role="group" aria-label=${t('timeline.density')}>
        <button aria-pressed=${all ? 'false' : 'true'} @click=${() => go(`/cases/${id}`, changed(query, {density: ''}))}>${t('timeline.story')}</button>
        <button aria-pressed=${all ? 'true' : 'false'} @click=${() => go(`/cases/${id}`, changed(query, {density: 'all'}))}>${t('timeline.all', body.events.length)}</button>
        <span class="small">${t('timeline.counts', shown.filter(row => row.event).length, events.length)}</span></div>
      <ol class="events">${repeat(shown, row => row.key, row => (row.event ? this.event(id, query, row, wanted) : this.idle(row)))}</ol>
      ${shown.length < rows.length ? html`<p><button class="more" @click=${() => { this.shown = shown.length + SLICE; }}>${t('timeline.more', rows.length - shown.length)}</button></p>` : nothing}</section>`;
  }

  event(id, query, event, wanted) {
    return html`<li class=${event.position === wanted ? 'here' : ''}><time datetime=${event.occurredAt}>${time(event.occurredAt)}</time>
      <span><span class="badge">${code('service', event.service)}</span></span>
      <span class="what"><a href=${href(`/cases/${id}/events/${event.position}`, {asOf: query.get('asOf')})}>${eventName(event.event)}</a>
      ${event.late ? html` <span class="badge late">${t('timeline.late', time(event.recordedAt))}</span>` : nothing}
      ${event.unit || event.role ? html` <span class="by">${[event.unit, event.role?.split(',').map(role => code('role', role)).join('、')].filter(Boolean).join(' · ')}</span>` : nothing}</span></li>`;
  }

  idle(gap) {
    return html`<li class="idle">${t(gap.goesOn ? 'timeline.idle.still' : 'timeline.idle', gap.workingDays)}</li>`;
  }

  updated(changes) {
    super.updated?.(changes);
    const place = this.querySelector('li.here');
    if (place && this.scrolledTo !== this.route.hash) {
      this.scrolledTo = this.route.hash;
      place.scrollIntoView({block: 'center'});
    }
    // More comes by itself when its button comes into view.
    const more = this.querySelector('button.more');
    this.sight?.disconnect();
    if (more) {
      this.sight = new IntersectionObserver(seen => seen.some(one => one.isIntersecting) && more.click());
      this.sight.observe(more);
    }
  }
}
customElements.define('fq-timeline', Timeline);

const ruleName = bar => (bar.title ? said(bar.title) : bar.rule);
const swatch = colour => html`<svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill=${colour}></rect></svg>`;

/** Time to place: from the first event to the last thing that is told of. */
function scale(events, custody, deadlines, at) {
  const times = [
    ...events.slice(0, 1).map(event => event.occurredAt), ...custody.map(band => band.from), ...deadlines.map(bar => bar.startedAt),
  ].map(Date.parse);
  const from = Math.min(...times);
  const last = events.at(-1)?.recordedAt;
  // Of a case that rests, the years since then would press everything else into a corner.
  const ends = [last, ...deadlines.flatMap(bar => [bar.endedAt, bar.endedAt ? null : bar.dueAt])].filter(Boolean).map(Date.parse);
  const rests = custody.at(-1)?.kind === 'CLOSED';
  const to = Math.max(from + 3600e3, ...ends, rests ? 0 : Date.parse(at));
  const x = instant => Math.round(Math.min(1, Math.max(0, (Date.parse(instant) - from) / (to - from))) * WIDTH);
  return {from, to, x};
}

/** Events with the idle stretches between them: each after the last event that is shown before it. */
function withGaps(events, idle) {
  const rows = [];
  let next = 0;
  events.forEach((event, i) => {
    rows.push({...event, key: event.position});
    const until = events[i + 1]?.position ?? Infinity;
    while (next < idle.length && idle[next].after < until) {
      rows.push({...idle[next], key: 'idle-' + idle[next].after});
      next++;
    }
  });
  return rows;
}
