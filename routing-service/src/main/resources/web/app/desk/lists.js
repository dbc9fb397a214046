// Urgent cases, supervision notices, consultations under way, duties of joint handling.
import {html} from 'lit';
import {get} from '../frame/api.js';
import {choice, listPage} from '../frame/desk.js';
import {href} from '../frame/route.js';
import {code, named, t, time} from '../frame/words.js';

const paged = query => ({limit: 50, ...(query.get('cursor') ? {cursor: query.get('cursor')} : {})});
const toCase = (item, act) => html`<a href=${href(`/cases/${item.caseId}`, act ? {do: act} : {})}><code>${item.caseId}</code></a>`;
const placeOf = item => [item.district, item.street].filter(Boolean).join(' ');

listPage('fq-alerts', {
  title: 'routing.alerts',
  load: (query, who, signal) => get('/alerts', paged(query), signal),
  columns: [
    ['case', item => toCase(item)],
    ['routing.grounds', item => item.grounds.split(',').map(one => named(one.trim())).join('、')],
    ['routing.risk', item => code('risk', item.risk)],
    ['routing.category', item => code('category', item.category)],
    ['routing.unit', item => item.unit ?? '–'],
    ['place', placeOf],
    ['routing.raised', item => (item.raisedSince ? html`<span class="badge late">${time(item.raisedSince)}</span>` : '–')],
  ],
});

listPage('fq-notices', {
  title: 'routing.notices',
  load: (query, who, signal) => get('/notices', {...paged(query), ...(query.get('level') ? {level: query.get('level')} : {})}, signal),
  above: ({query, path}) => choice(path, query, 'level', ['', 'YELLOW', 'RED'], value => (value ? named(value) : t('all'))),
  columns: [
    ['case', item => toCase(item)],
    ['routing.level', item => html`<span class=${item.level === 'RED' ? 'badge late' : 'badge PAUSED'}>${named(item.level)}</span>`],
    ['routing.fault', item => code('fault', item.fault)],
    ['routing.unit', item => item.unit],
    ['routing.due', item => (item.dueAt ? time(item.dueAt) : '–')],
    ['routing.issued', item => time(item.issuedAt)],
    ['status', item => named(item.state)],
  ],
});

listPage('fq-consultations', {
  title: 'routing.consultations',
  load: (query, who, signal) => get('/consultations', paged(query), signal),
  columns: [
    ['case', item => toCase(item)],
    ['routing.chair', item => item.chair],
    ['routing.unit', item => item.unit],
    ['routing.opinions', item => `${item.opinions} / ${item.needed}`],
    ['routing.convened', item => time(item.convenedAt)],
    ['routing.due', item => time(item.dueAt)],
  ],
});

listPage('fq-duties', {
  title: 'routing.duties',
  load: (query, who, signal) => get('/duties', paged(query), signal),
  columns: [
    ['case', item => toCase(item)],
    ['routing.unit', item => item.unit],
    ['status', item => code('status', item.status)],
    ['routing.worker', item => item.worker ?? '–'],
    ['routing.due', item => time(item.dueAt)],
  ],
});
