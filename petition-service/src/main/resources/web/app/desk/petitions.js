// Petitions, and one of them with its deadlines and what can be done now.
import {html} from 'lit';
import {get} from '../frame/api.js';
import {casePage, choice, findCase, listPage} from '../frame/desk.js';
import {href} from '../frame/route.js';
import {code, t, time} from '../frame/words.js';

const STATUS = ['OPENED', 'NOTIFIED', 'REPLIED', 'CONCLUDED', 'DISCONTINUED'];

/** In which status a call fits. */
const OPEN = ['OPENED', 'NOTIFIED', 'REPLIED'];
const UNANSWERED = ['OPENED', 'NOTIFIED'];
const FITS = {
  '/notification': ['OPENED'], '/kind': UNANSWERED, '/handler': OPEN, '/agent': OPEN, '/errands': OPEN, '/recusals': OPEN,
  '/conclusion': ['REPLIED'], '/settlement': UNANSWERED, '/extension': UNANSWERED,
};

/** What fits by more than the status. */
function fits(rest, {status, review, track, barredBy, settlement, archive}) {
  switch (rest) {
    case '/review-requests': return review?.stage === 'MAY_BE_ASKED';
    case '/review-decisions': return review?.stage === 'PENDING';
    case '/reply': return status === 'NOTIFIED' || review?.stage === 'ORDERED_ANEW';
    case '/pause': case '/resumption': return review?.stage === 'PENDING' && review.level === 'SECOND_REVIEW';
    case '/track/end': return !!track;
    case '/new-facts': return !!barredBy;
    case '/settlement/outcome': return !!settlement && !settlement.reached;
    case '/archive': return status === 'CONCLUDED' && !archive && (!review || review.stage === 'FINAL');
    default: return FITS[rest]?.includes(status) ?? true;
  }
}

/** Petitioners, to choose from. */
const petitioners = body => (body.parties ?? []).filter(party => party.side === 'APPLICANT').map(party => ({value: party.partyId, label: party.name ?? party.partyId}));

listPage('fq-petitions', {
  title: 'petition.list',
  load: (query, who, signal) => get('/petitions', {
    limit: 50, ...(query.get('review') ? {review: query.get('review')} : {status: query.get('status') ?? 'OPENED'}), ...(query.get('cursor') ? {cursor: query.get('cursor')} : {}), ...(who.unit ? {unit: who.unit} : {}),
  }, signal),
  above: ({query, path}) => html`${choice(path, query, 'status', ['', ...STATUS.slice(1)], value => code('status', value || 'OPENED'))}${choice(path, query, 'review', ['', 'MAY_BE_ASKED', 'PENDING', 'ORDERED_ANEW', 'FINAL'], value => value ? code('review', value) : t('review.any'))}${findCase()}`,
  columns: [
    ['case', item => html`<a href=${href(`/cases/${item.caseId}`)}><code>${item.caseId}</code></a>`],
    ['status', item => code('status', item.status)],
    ['petition.kind', item => item.kind ? code('petitionKind', item.kind) : '–'],
    ['petition.review', item => item.review ? code('review', item.review) : '–'],
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
  standing: body => [[t('status'), code('status', body.status)], [t('petition.kind'), body.kind ? `${code('petitionKind', body.kind.kind)} · ${body.kind.article}` : ''], [t('petition.review'), body.review ? code('review', body.review.stage) : ''], [t('petition.unit'), body.unit], [t('petition.worker'), body.agent], [t('petition.category'), code('category', body.category)], [t('case'), html`<code>${body.caseId}</code>`]],
  fits,
  each: body => [
    ...(body.errands ?? []).filter(one => !one.ranAt).map(one => ({rest: `/errands/${one.errand}/answer`, about: one.what})),
    ...(body.recusals ?? []).filter(one => !one.ruling).map(one => ({rest: `/recusals/${one.recusal}/decision`, about: one.person})),
  ],
  choices: body => ({
    ground: ['hearing'].map(value => ({value, label: code('ground', value)})),
    level: ['REVIEW', 'SECOND_REVIEW'].map(value => ({value, label: code('level', value)})),
    to: petitioners(body), by: petitioners(body),
  }),
  labels: body => new Map((body.parties ?? []).map(party => [party.partyId, party.name ?? party.partyId])),
  more: async (body, who, signal) => ({deadlines: (await get(`/cases/${body.caseId}/deadlines`, {}, signal)).deadlines}),
  beside: (body, {deadlines}) => html`<section class="panel scroll" tabindex="0" aria-label=${t('petition.deadlines')}><h2>${t('petition.deadlines')}</h2><table class="blocks">
    <thead><tr><th scope="col">${t('petition.deadline')}</th><th scope="col">${t('petition.article')}</th><th scope="col">${t('petition.due')}</th><th scope="col">${t('status')}</th></tr></thead>
    <tbody>${deadlines.map(one => html`<tr><th scope="row">${one.title?.zh ?? one.title ?? one.name}</th><td>${one.article ?? '–'}</td><td>${one.dueAt ? time(one.dueAt) : '–'}</td><td><span class=${`badge ${one.state}`}>${code('state', one.state)}</span></td></tr>`)}</tbody></table></section>`,
});
