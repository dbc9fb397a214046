// Petitions, and one of them with its deadlines and what can be done now.
import {html} from 'lit';
import {get} from '../frame/api.js';
import {casePage, choice, findCase, listPage} from '../frame/desk.js';
import {href} from '../frame/route.js';
import {code, t, time} from '../frame/words.js';

const STATUS = ['OPENED', 'NOTIFIED', 'REPLIED', 'CONCLUDED', 'DISCONTINUED'];

/** In which status a call fits. */
const FITS = {'/notification': ['OPENED'], '/reply': ['NOTIFIED'], '/conclusion': ['REPLIED'], '/extension': ['OPENED', 'NOTIFIED'], '/pause': ['OPENED', 'NOTIFIED'], '/resumption': ['OPENED', 'NOTIFIED']};

listPage('fq-petitions', {
  title: 'petition.list',
  load: (query, who, signal) => get('/petitions', {
    limit: 50, status: query.get('status') ?? 'OPENED', ...(query.get('cursor') ? {cursor: query.get('cursor')} : {}), ...(who.unit ? {unit: who.unit} : {}),
  }, signal),
  above: ({query, path}) => html`${choice(path, query, 'status', ['', ...STATUS.slice(1)], value => code('status', value || 'OPENED'))}${findCase()}`,
  columns: [
    ['case', item => html`<a href=${href(`/cases/${item.caseId}`)}><code>${item.caseId}</code></a>`],
    ['status', item => code('status', item.status)],
    ['petition.category', item => code('category', item.category)],
    ['petition.unit', item => item.unit],
    ['petition.worker', item => item.worker],
    ['place', item => [item.district, item.street].filter(Boolean).join(' ')],
    ['petition.opened', item => time(item.openedAt)],
  ],
});

casePage('fq-case', {
  base: '/petitions/{caseId}',
  heading: body => `${t('petition.one')} · ${code('status', body.status)}`,
  standing: body => [[t('status'), code('status', body.status)], [t('petition.unit'), body.unit], [t('petition.worker'), body.worker], [t('petition.category'), code('category', body.category)], [t('case'), html`<code>${body.caseId}</code>`]],
  fits: (rest, {status}) => FITS[rest]?.includes(status) ?? true,
  choices: () => ({ground: ['hearing', 'appraisal'].map(value => ({value, label: code('ground', value)}))}),
  labels: body => new Map((body.parties ?? []).map(party => [party.partyId, party.name ?? party.partyId])),
  more: async (body, who, signal) => ({deadlines: (await get(`/cases/${body.caseId}/deadlines`, {}, signal)).deadlines}),
  beside: (body, {deadlines}) => html`<section class="panel scroll" tabindex="0" aria-label=${t('petition.deadlines')}><h2>${t('petition.deadlines')}</h2><table class="blocks">
    <thead><tr><th scope="col">${t('petition.deadline')}</th><th scope="col">${t('petition.article')}</th><th scope="col">${t('petition.due')}</th><th scope="col">${t('status')}</th></tr></thead>
    <tbody>${deadlines.map(one => html`<tr><th scope="row">${one.title?.zh ?? one.title ?? one.name}</th><td>${one.article ?? '–'}</td><td>${one.dueAt ? time(one.dueAt) : '–'}</td><td><span class=${`badge ${one.state}`}>${code('state', one.state)}</span></td></tr>`)}</tbody></table></section>`,
});
