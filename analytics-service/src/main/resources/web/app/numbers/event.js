// One event, as it was written. What is sealed stays sealed: this page shows nothing about people.
import {html} from 'lit';
import {get} from '../frame/api.js';
import {Page} from '../frame/page.js';
import {href} from '../frame/route.js';
import {code, eventName, t, time} from '../frame/words.js';

class Event_ extends Page {
  heading(data) {
    return data ? eventName(nameOf(data.entry)) : t('event.title');
  }

  async load({id, position, query}, signal) {
    return {id, query, entry: await get(`/cases/${encodeURIComponent(id)}/history/${encodeURIComponent(position)}`, {}, signal)};
  }

  show({id, query, entry}) {
    const {actor} = entry;
    const density = {density: query.get('density'), asOf: query.get('asOf'), at: entry.position};
    return html`<p><a href=${href(`/cases/${id}`, density)}>${t('event.case')}</a></p>
      <div class="panel"><dl class="facts">
        <dt>${t('event.occurred')}</dt><dd>${time(entry.occurredAt)}</dd>
        <dt>${t('event.recorded')}</dt><dd>${time(entry.recordedAt)}</dd>
        <dt>${t('event.service')}</dt><dd>${code('service', entry.service)}</dd>
        <dt>${t('event.type')}</dt><dd><code>${entry.type}</code></dd>
        <dt>${t('event.actor')}</dt><dd>${actor ? [actor.id, actor.unit, actor.role?.split(',').map(role => code('role', role)).join('、'), actor.onBehalfOf ? t('event.onBehalfOf', actor.onBehalfOf) : null].filter(Boolean).join(' · ') : '–'}</dd>
        <dt>${t('event.place')}</dt><dd>#${entry.position} · ${code('service', entry.service)} ${entry.sequence}</dd>
        <dt>${t('event.id')}</dt><dd><code>${entry.eventId}</code></dd></dl></div>
      <section class="panel" aria-labelledby="body"><h2 id="body">${t('event.body')}</h2>${value(entry.data)}</section>`;
  }
}
customElements.define('fq-event', Event_);

const nameOf = entry => entry.type.split('.')[2];

function value(it) {
  if (it === null || it === undefined) {
    return '–';
  }
  if (Array.isArray(it)) {
    return it.length ? html`<ol>${it.map(one => html`<li>${value(one)}</li>`)}</ol>` : '–';
  }
  if (typeof it === 'object') {
    return html`<dl class="facts">${Object.entries(it).map(([name, one]) => html`<dt><code>${name}</code></dt><dd>${value(one)}</dd>`)}</dl>`;
  }
  if (typeof it === 'string') {
    if (it.startsWith('box')) {
      return html`<span class="sealed">${t('event.sealed')}</span>`;
    }
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(it)) {
      return html`<time datetime=${it}>${time(it)}</time>`;
    }
  }
  return String(it);
}
