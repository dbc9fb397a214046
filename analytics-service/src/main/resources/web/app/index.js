// The pages of analytics, for leaders and analysts: numbers, the cases behind them, a case's timeline, bulletins.
import {html} from 'lit';
import {start} from './frame/app.js';
import {findCasePage} from './frame/desk.js';
import {operatorPage} from './frame/operator.js';
import zh from './numbers/zh.json';
import en from './numbers/en.json';
import './numbers/overview.js';
import './numbers/number.js';
import './numbers/cases.js';
import './numbers/timeline.js';
import './numbers/event.js';
import './numbers/bulletins.js';
import './numbers/process.js';
import './numbers/hazards.js';
import './numbers/staff.js';
import './numbers/facts.js';
import './numbers/figures.js';

start({
  title: 'analytics.title',
  words: {zh, en},
  pages: [
    {path: '/', nav: 'nav.overview', title: 'nav.overview', render: (route, language) => html`<fq-overview .route=${route} .language=${language}></fq-overview>`},
    {path: '/numbers', nav: 'nav.numbers', title: 'nav.numbers', render: (route, language) => html`<fq-catalogue .route=${route} .language=${language}></fq-catalogue>`},
    {path: '/numbers/:name', title: 'nav.numbers', render: (route, language) => html`<fq-number .route=${route} .language=${language}></fq-number>`},
    {path: '/numbers/:name/cases', title: 'cases.title', render: (route, language) => html`<fq-cases .route=${route} .language=${language}></fq-cases>`},
    {path: '/numbers/:name/changes', title: 'changes.title', render: (route, language) => html`<fq-changes .route=${route} .language=${language}></fq-changes>`},
    findCasePage,
    {path: '/cases/:id', title: 'timeline.title', render: (route, language) => html`<fq-timeline .route=${route} .language=${language}></fq-timeline>`},
    {path: '/cases/:id/events/:position', title: 'event.title', render: (route, language) => html`<fq-event .route=${route} .language=${language}></fq-event>`},
    {path: '/process', nav: 'nav.process', title: 'nav.process', render: (route, language) => html`<fq-process .route=${route} .language=${language}></fq-process>`},
    {path: '/process/cases', title: 'cases.title', render: (route, language) => html`<fq-process-cases .route=${route} .language=${language}></fq-process-cases>`},
    {path: '/hazards', nav: 'nav.hazards', title: 'nav.hazards', roles: ['leader', 'analyst'], render: (route, language) => html`<fq-hazards .route=${route} .language=${language}></fq-hazards>`},
    {path: '/staff', nav: 'nav.staff', title: 'nav.staff', roles: ['leader', 'analyst'], render: (route, language) => html`<fq-staff .route=${route} .language=${language}></fq-staff>`},
    {path: '/staff/cases', title: 'cases.title', roles: ['leader', 'analyst'], render: (route, language) => html`<fq-staff-cases .route=${route} .language=${language}></fq-staff-cases>`},
    {path: '/figures', nav: 'nav.figures', title: 'nav.figures', roles: ['analyst', 'leader', 'clerk', 'dispatcher', 'mediator', 'department', 'petition-clerk', 'grid-worker'], render: (route, language) => html`<fq-figures .route=${route} .language=${language}></fq-figures>`},
    {path: '/facts', nav: 'nav.facts', title: 'nav.facts', roles: ['analyst', 'operator'], render: (route, language) => html`<fq-facts .route=${route} .language=${language}></fq-facts>`},
    {path: '/bulletins', nav: 'nav.bulletins', title: 'nav.bulletins', render: (route, language) => html`<fq-bulletins .route=${route} .language=${language}></fq-bulletins>`},
    {path: '/bulletins/:id', title: 'nav.bulletins', render: (route, language) => html`<fq-bulletin .route=${route} .language=${language}></fq-bulletin>`},
    {path: '/bulletins/:id/cases', title: 'cases.title', render: (route, language) => html`<fq-bulletin-cases .route=${route} .language=${language}></fq-bulletin-cases>`},
    operatorPage,
  ],
});
