package org.fengqiao.caseload.play;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;

import org.fengqiao.caseload.life.Life;
import org.fengqiao.caseload.life.LifePlanner;
import org.fengqiao.caseload.partner.Partner;
import org.fengqiao.caseload.play.CaseWork.Held;
import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.caseload.profile.Course;
import org.fengqiao.caseload.profile.Course.Afterwards;
import org.fengqiao.caseload.profile.Course.Claim;
import org.fengqiao.caseload.profile.Course.Confirmation;

/** The life of one case as it is played: who does what, and on which day. */
final class PlayedLife {

    /**
     * A unit in a mediation, petition or court way always has a superior, so a case that is not claimed moves up within
     * this time.
     */
    private static final int LONGEST_UNTIL_ESCALATED = 12;

    private static final int UNTIL_LAPSED = 31;

    /** Days by which a window ends later at most, since its last day was a holiday. */
    private static final int LONGEST_HOLIDAY = 10;

    /** A consultation is to be concluded in five working days; in so many days it has gone one level up. */
    private static final int DAYS_OF_THE_LATE = 12;

    private static final int DAYS_OF_A_STEP = 10;

    /** Of so many units that are asked for support one says that it is not its business. */
    private static final int GIVEN_BACK_EVERY = 4;

    private final Life life;
    private final CaseWork work;
    private final SimulatedYear year;
    private final OnlineServices online;
    private String receiptCode = "";
    private int custody;
    private String holder = "";
    private int closure;
    private int obligations;

    PlayedLife(Life life, CaseWork work, SimulatedYear year, OnlineServices online) {
        this.life = life;
        this.work = work;
        this.year = year;
        this.online = online;
    }

    /** End of a chapter. */
    private enum Turn {
        /** The case is closed. */
        CLOSED,
        /** Routing looks at it again. */
        BACK,
        /** It rests where it is. */
        RESTS
    }

    /** Plays the whole life. */
    void play() throws StepFailed, IOException, InterruptedException {
        comeIn();
        if (!life.course().frontDesk().accepts()) {
            return;
        }
        if (life.course().ending() == Course.Ending.WITHDRAWN) {
            var held = work.awaitAssignment(1);
            sleepUntilAfternoon();
            work.claim(held);
            sleepDays(life.withdrawnAfterDays());
            withdraw();
            return;
        }
        var isHelped = false;
        for (var chapter : life.chapters()) {
            var held = takeOn(chapter);
            online.mayRate(receiptCode, "DISPATCH");
            if (!isHelped) {
                isHelped = true;
                for (var helped : life.helped()) {
                    work.relieve(held, helped.partyId(), helped.person(), helped.relief());
                }
            }
            for (var relief : chapter.course().relief()) {
                work.relieve(
                        held, "applicant-1", life.registration().applicants().getFirst(), relief);
            }
            var turn = switch (held.path()) {
                case "MEDIATION" -> mediate(held, chapter);
                case "COURT" -> decideAtOnce(held, chapter);
                case "PETITION" -> runPetition(held, chapter);
                case "ADMINISTRATIVE" -> handle(held);
                case "RELIEF" -> closeRelieved(held);
                default -> throw new StepFailed("routing sent the case on an unknown path, " + held.path());
            };
            if (turn == Turn.CLOSED) {
                mayRateWhatIsOver(held);
            }
            if (turn == Turn.RESTS || turn == Turn.CLOSED && !comesBack(held, chapter)) {
                return;
            }
        }
        if (life.course().ending() == Course.Ending.CLOSED) {
            throw new StepFailed("the case came back once more than it was meant to");
        }
    }

    private void mayRateWhatIsOver(Held held) {
        var path = held.path();
        if (path.equals("MEDIATION") || path.equals("PETITION") || path.equals("COURT")) {
            online.mayRate(receiptCode, path);
        }
        online.mayRate(receiptCode, "RESULT");
    }

    // The front desk

    private void withdraw() throws StepFailed, IOException, InterruptedException {
        var partner = life.channel().partner();
        if (partner.isPresent()) {
            work.takeBack(partner.get(), year.now(), "当事人自行和解");
        } else {
            work.withdraw("当事人自行和解");
        }
    }

    private void comeIn() throws StepFailed, IOException, InterruptedException {
        var partner = life.channel().partner();
        if (partner.isPresent()) {
            comeByPartner(partner.get());
        } else {
            comeByThemselves();
        }
    }

    private void comeByThemselves() throws StepFailed, IOException, InterruptedException {
        receiptCode = work.register();
        online.hasReceipt(
                receiptCode,
                life.channel() == Channel.ONLINE,
                life.course().frontDesk().accepts());
        switch (life.course().frontDesk()) {
            case ACCEPTED_BY_RULE, WAITING -> {
                // The rule has accepted it in the same moment, or nobody looks at it.
            }
            case ACCEPTED_BY_CLERK -> {
                sleepDays(life.clerkAfterDays());
                work.accept();
            }
            case DECLINED -> {
                sleepDays(life.clerkAfterDays());
                work.decline(String.valueOf(life.course().ground()));
            }
            case TAKEN_BACK -> {
                sleepDays(life.clerkAfterDays());
                withdraw();
            }
        }
        if (life.asks()) {
            work.askWith(receiptCode);
        }
    }

    private void comeByPartner(Partner partner) throws StepFailed, IOException, InterruptedException {
        work.refer(partner, year.now());
        if (life.redelivered()) {
            work.refer(partner, year.now());
        }
        switch (life.course().frontDesk()) {
            case ACCEPTED_BY_RULE -> work.awaitAcknowledgement("ACCEPTED");
            case ACCEPTED_BY_CLERK -> {
                sleepDays(life.clerkAfterDays());
                work.findAmongWaiting();
                work.accept();
                work.awaitAcknowledgement("ACCEPTED");
            }
            case DECLINED -> {
                sleepDays(life.clerkAfterDays());
                work.findAmongWaiting();
                work.decline(String.valueOf(life.course().ground()));
                work.awaitAcknowledgement("DECLINED");
            }
            case TAKEN_BACK -> {
                sleepDays(life.clerkAfterDays());
                withdraw();
            }
            case WAITING -> work.findAmongWaiting();
        }
    }

    // Custody

    private Held takeOn(Life.Chapter chapter) throws StepFailed, InterruptedException {
        var held = work.awaitAssignment(custody + 1);
        if (chapter.course().claim() == Claim.CONSULTED) {
            held = decided(held);
        } else if (held.consultation() != null) {
            // Nobody planned it: it is concluded the same day, and the case stays where it is, or was.
            held = concluded(
                    held,
                    held.awaitsConsultation() ? holder : held.unit(),
                    held.consultation().units());
        }
        if (chapter.course().claim() == Claim.SENT_TO_DEPARTMENT && !"ADMINISTRATIVE".equals(held.path())) {
            work.sendToDepartment(held, "属于行政主管部门职责,转办处理");
            held = work.awaitAssignment(held.custody() + 1);
        }
        if (chapter.course().claim() == Claim.SENT_TO_RELIEF && !"RELIEF".equals(held.path())) {
            work.sendToRelief(held, "当事人所需为救助,并无争议");
            held = work.awaitAssignment(held.custody() + 1);
        }
        if (chapter.course().claim() == Claim.ESCALATED) {
            held = awaitEscalation(held);
        }
        if (chapter.claimedNextMorning()) {
            sleepUntilMorning(1);
        } else {
            sleepUntilAfternoon();
        }
        work.claim(held);
        for (var duty : held.duties()) {
            if (life.number() % GIVEN_BACK_EVERY == 1 && !duty.unit().equals(held.unit())) {
                work.giveBackDuty(duty, held.unit());
            } else {
                work.doDuty(duty);
            }
        }
        if (chapter.course().claim() == Claim.RETURNED) {
            sleepUntilMorning(1);
            work.giveBack(held, "不属于本单位职责范围");
            held = work.awaitAssignment(held.custody() + 1);
            work.claim(held);
        }
        custody = held.custody();
        holder = held.unit();
        return held;
    }

    /** Two units return the case, unless it has to be consulted on anyway; the consultation decides, if late. */
    private Held decided(Held assigned) throws StepFailed, InterruptedException {
        var first = assigned.unit();
        var held = assigned;
        if (!held.awaitsConsultation()) {
            work.giveBack(held, "不属于本单位职责范围");
            held = work.awaitAssignment(held.custody() + 1);
            sleepUntilMorning(1);
            work.giveBackTo(held, first, "应由原单位办理");
            held = work.awaitAssignment(held.custody() + 1);
        } else {
            first = holder;
        }
        var consultation = requireNonNull(held.consultation(), "a case that was returned twice is consulted on");
        sleepDays(life.number() % 4 == 0 ? DAYS_OF_THE_LATE : 1);
        var heard = life.number() % 2 == 0
                ? consultation.units()
                : consultation.units().subList(0, consultation.needed());
        return concluded(held, first, heard);
    }

    /** Those who answer give their opinions, the last one dissents, and the lead that the chair names has the case. */
    private Held concluded(Held held, String lead, List<String> heard) throws StepFailed, InterruptedException {
        var consultation = requireNonNull(held.consultation(), "the case is consulted on");
        for (var unit : heard) {
            work.giveOpinion(consultation, unit, unit.equals(heard.getLast()));
        }
        // It may have gone one level up meanwhile.
        var now = requireNonNull(work.look().consultation(), "a consultation ends with its conclusion");
        work.conclude(now, lead, year.now().plusDays(DAYS_OF_A_STEP));
        return work.awaitAssignment(held.awaitsConsultation() ? held.custody() + 1 : held.custody());
    }

    private Held awaitEscalation(Held unclaimed) throws StepFailed, InterruptedException {
        var held = unclaimed;
        for (var days = 0; days < LONGEST_UNTIL_ESCALATED && held.custody() == unclaimed.custody(); days++) {
            sleepUntilMorning(1);
            held = work.look();
        }
        if (held.custody() == unclaimed.custody()) {
            throw new StepFailed(
                    "nobody claimed the case for %d days, and it did not escalate".formatted(LONGEST_UNTIL_ESCALATED));
        }
        return work.awaitAssignment(held.custody());
    }

    // The ways

    private Turn mediate(Held held, Life.Chapter chapter) throws StepFailed, IOException, InterruptedException {
        sleepDays(chapter.consentAfterDays());
        var parties = work.parties();
        for (var party : parties) {
            var refuses = chapter.course().mediation() == Course.Mediation.REFUSED && party.equals(parties.getLast());
            work.consent(held, party, !refuses);
        }
        if (chapter.course().mediation() == Course.Mediation.REFUSED) {
            return Turn.BACK;
        }
        var day = year.now().plusDays(chapter.sessionAfterDays());
        var called = work.schedule(held, day);
        if (chapter.course().mediation() == Course.Mediation.UNDER_WAY) {
            return Turn.RESTS;
        }
        year.sleepUntil(
                work.isOneOf(6, 2)
                        ? work.move(held, called.sessions().getLast(), called.startsAt())
                        : called.startsAt());
        for (var session : called.sessions()) {
            work.sat(held, session);
        }
        if (work.isOneOf(4, 1)) {
            work.note(held, called.sessions().getLast());
        }
        if (chapter.course().mediation() == Course.Mediation.FAILED) {
            work.fail(held);
            return Turn.BACK;
        }
        if (work.isOneOf(10, 3)) {
            work.agreeInPart(held);
        }
        work.agree(held, chapter, year.now(), work.isOneOf(5, 1));
        if (work.isOneOf(3, 0)) {
            work.handOut(held);
        }
        return askTheCourt(held, chapter);
    }

    private Turn askTheCourt(Held held, Life.Chapter chapter) throws StepFailed, IOException, InterruptedException {
        switch (chapter.course().confirmation()) {
            case NOT_ASKED -> {
                return closed();
            }
            case LAPSED -> {
                sleepDays(UNTIL_LAPSED);
                // A window that would end on a holiday ends after it.
                for (var days = 0; days < LONGEST_HOLIDAY && !work.isClosed(); days++) {
                    sleepUntilMorning(1);
                }
                return closed();
            }
            case GRANTED, REFUSED -> {
                sleepDays(chapter.applicationAfterDays());
                work.applyForConfirmation(held);
                var filing = work.awaitFiling("confirmation-filed");
                sleepDays(chapter.decisionAfterDays());
                var granted = chapter.course().confirmation() == Confirmation.GRANTED;
                work.decideConfirmation(filing, granted, year.now());
                if (life.contradicted()) {
                    work.decideConfirmationOtherwise(filing, !granted, year.now());
                }
                if (granted) {
                    return closed();
                }
                // What was agreed without effect is not owed any more, but its numbers are used up.
                obligations += chapter.owed().size();
                return Turn.BACK;
            }
            case UNANSWERED -> {
                sleepDays(chapter.applicationAfterDays());
                work.applyForConfirmation(held);
                work.awaitFiling("confirmation-filed");
                return Turn.RESTS;
            }
        }
        throw new IllegalStateException("a confirmation that is none of those above");
    }

    private Turn decideAtOnce(Held held, Life.Chapter chapter) throws StepFailed, IOException, InterruptedException {
        work.applyForFastTrack(held);
        var filing = work.awaitFiling("fast-track-filed");
        if (chapter.course().fastTrack() == Course.FastTrack.UNDER_WAY) {
            return Turn.RESTS;
        }
        sleepDays(chapter.decisionAfterDays());
        var outcome = chapter.course().fastTrack();
        work.decideFastTrack(filing, outcome.name(), year.now());
        if (life.contradicted()) {
            work.decideFastTrackOtherwise(
                    filing,
                    outcome == Course.FastTrack.SETTLED ? Course.FastTrack.ADJUDICATED : Course.FastTrack.SETTLED,
                    year.now());
        }
        return chapter.course().fastTrack() == Course.FastTrack.DISMISSED ? Turn.BACK : closed();
    }

    private Turn closeRelieved(Held held) throws StepFailed, IOException, InterruptedException {
        work.closeRelieved(held);
        return closed();
    }

    private Turn runPetition(Held held, Life.Chapter chapter) throws StepFailed, IOException, InterruptedException {
        var petition = chapter.course().petition();
        work.judgePetition(held, petition.kind());
        work.nameHandler(held);
        sleepDays(chapter.noticeAfterDays());
        work.notifyPetitioner(held);
        if (petition == Course.Petition.UNDER_WAY) {
            return Turn.RESTS;
        }
        work.planErrand(held, year.now().toLocalDate().plusDays(DAYS_OF_A_STEP));
        if (petition == Course.Petition.RECUSED) {
            work.recuseHandler(held);
        }
        sleepDays(chapter.replyAfterDays());
        work.runErrand(held);
        work.reply(held, petition.result(), year.now());
        for (var review = 1; review <= petition.reviews(); review++) {
            var petitionId = work.askForReview(held, review);
            sleepDays(LifePlanner.DAYS_OF_A_REVIEW);
            work.decideReview(held, petitionId, review, year.now());
            if (life.contradicted()) {
                work.decideReviewOtherwise(petitionId, review, year.now());
            }
        }
        work.concludePetition(held, petition.result());
        return closed();
    }

    private Turn handle(Held held) throws StepFailed, InterruptedException {
        sleepDays(1);
        work.handle(held, "已依法处理并告知当事人");
        return closed();
    }

    private Turn closed() {
        closure++;
        return Turn.CLOSED;
    }

    // Afterwards

    /** Plays what happens after the closing, and returns whether it brings the case back. */
    private boolean comesBack(Held held, Life.Chapter chapter) throws StepFailed, InterruptedException {
        var closedAt = year.now();
        var afterwards = chapter.course().afterwards();
        var owed = "MEDIATION".equals(held.path()) ? chapter.owed().size() : 0;
        if (owed > 0) {
            sleepDays(chapter.performedAfterDays());
            if (afterwards == Afterwards.BREACHED) {
                // The closing has to have reached routing, or the breach of an open case would say nothing about it.
                work.awaitClosing();
                work.breach(held, obligations + 1);
                obligations += owed;
                return true;
            }
            for (var number = 1; number <= owed; number++) {
                work.perform(held, obligations + number, year.now());
            }
            obligations += owed;
        }
        if (afterwards == Afterwards.NOT_REVISITED) {
            return false;
        }
        var isBadNews = afterwards == Afterwards.DISSATISFIED
                || afterwards == Afterwards.NEW_TROUBLE
                || afterwards == Afterwards.BREACHED;
        year.sleepUntil(dayOfRevisit(closedAt, chapter, 0));
        var first = work.firstRoundOf(closure);
        for (var time = 0; time < LifePlanner.DAYS_UNTIL_REVISITS.size(); time++) {
            // Whoever closed late in the year has no time left for all of them.
            year.sleepUntil(dayOfRevisit(closedAt, chapter, time));
            if (chapter.revisitDelayDays().get(time) < LifePlanner.DAYS_UNTIL_A_ROUND_IS_OVER) {
                new PlayedRound(life, work, year, online, first + time, owedNumbers(owed))
                        .play(afterwards, chapter.score());
            }
            if (isBadNews) {
                return true;
            }
        }
        return false;
    }

    /** The numbers of the obligations of the latest agreement. */
    private List<Integer> owedNumbers(int owed) {
        return IntStream.rangeClosed(obligations - owed + 1, obligations)
                .boxed()
                .toList();
    }

    private static LocalDateTime dayOfRevisit(LocalDateTime closedAt, Life.Chapter chapter, int time) {
        var days = LifePlanner.DAYS_UNTIL_REVISITS.get(time)
                + chapter.revisitDelayDays().get(time);
        return closedAt.toLocalDate().plusDays(days).atTime(LifePlanner.AFTERNOON);
    }

    // Time

    private void sleepDays(int days) throws InterruptedException {
        year.sleepUntil(year.now().plusDays(days));
    }

    private void sleepUntilMorning(int days) throws InterruptedException {
        year.sleepUntil(year.now().toLocalDate().plusDays(days).atTime(LifePlanner.MORNING));
    }

    /** This afternoon, or now if it is afternoon already. */
    private void sleepUntilAfternoon() throws InterruptedException {
        year.sleepUntil(year.now().toLocalDate().atTime(LifePlanner.AFTERNOON));
    }
}
