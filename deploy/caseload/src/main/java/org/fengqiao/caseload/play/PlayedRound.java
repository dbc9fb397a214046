package org.fengqiao.caseload.play;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.Messages;
import org.fengqiao.caseload.life.Life;
import org.fengqiao.caseload.life.LifePlanner;
import org.fengqiao.caseload.profile.Course.Afterwards;

/**
 * One round of revisits as it is played: each party is asked on its own, some by phone, some at home, some by a code
 * with which they answer themselves. Some are reached only at the third attempt, some never.
 */
final class PlayedRound {

    /** Of so many lives one has a party that is reached only at the third attempt. */
    private static final int ONE_AT_THE_THIRD_ATTEMPT_IN = 11;

    /** Of so many lives one has a party that is never reached. */
    private static final int ONE_NEVER_REACHED_IN = 13;

    /** Number of days on which a party is tried. */
    private static final int ATTEMPTS = 3;

    private final Life life;
    private final CaseWork work;
    private final SimulatedYear year;
    private final OnlineServices online;
    private final int round;
    private final List<Integer> owed;

    /**
     * @param online tells which parties answer by themselves
     * @param round its number within the case
     * @param owed the numbers of the obligations of the agreement, all of which are performed
     */
    PlayedRound(Life life, CaseWork work, SimulatedYear year, OnlineServices online, int round, List<Integer> owed) {
        this.life = life;
        this.work = work;
        this.year = year;
        this.online = online;
        this.round = round;
        this.owed = owed;
    }

    /** Plays the round; who has bad news tells it last, when everybody else was asked. */
    void play(Afterwards afterwards, int score) throws StepFailed, InterruptedException {
        var parties = work.parties();
        switch (afterwards) {
            case SATISFIED -> {
                for (var party : parties) {
                    if (!isHardToReach(party)) {
                        answer(party, score, false, null);
                    }
                }
                reachAtLast(parties.stream().filter(this::isHardToReach).toList(), score);
            }
            case UNREACHABLE -> tryInVain(parties);
            case DISSATISFIED, BREACHED, NEW_TROUBLE -> {
                for (var party : parties.subList(1, parties.size())) {
                    answer(party, 4, false, null);
                }
                var isNewTrouble = afterwards == Afterwards.NEW_TROUBLE;
                answer(parties.getFirst(), score, isNewTrouble, isNewTrouble ? "双方又起争执" : "对处理结果不满意");
            }
            case NOT_REVISITED -> throw new IllegalStateException("nobody asked");
        }
    }

    private boolean isHardToReach(String party) {
        return party.equals("applicant-1") && life.number() % ONE_AT_THE_THIRD_ATTEMPT_IN == 0
                || party.equals("respondent-1") && life.number() % ONE_NEVER_REACHED_IN == 0;
    }

    /** An applicant answers at the third attempt, a respondent never; all are tried on the same days. */
    private void reachAtLast(List<String> parties, int score) throws StepFailed, InterruptedException {
        for (var attempt = 1; attempt <= ATTEMPTS && !parties.isEmpty(); attempt++) {
            if (attempt > 1) {
                sleepUntilMorning();
            }
            for (var party : parties) {
                if (attempt == ATTEMPTS && party.equals("applicant-1")) {
                    answer(party, score, false, null);
                } else {
                    work.tryInVain(round, party);
                }
            }
        }
    }

    /** On three days, in the afternoon and in the mornings: after that they count as not reached. */
    private void tryInVain(List<String> parties) throws StepFailed, InterruptedException {
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt > 1) {
                sleepUntilMorning();
            }
            for (var party : parties) {
                work.tryInVain(round, party);
            }
        }
    }

    private void answer(String party, int score, boolean newTrouble, @Nullable String remark)
            throws StepFailed, InterruptedException {
        var speaker = work.isOrganisation(party) ? "REPRESENTATIVE" : "PARTY";
        var said = party.equals("applicant-1") || party.equals("respondent-1")
                ? owed.stream()
                        .map(number -> new Messages.Said(number, "PERFORMED"))
                        .toList()
                : List.<Messages.Said>of();
        var luck = (life.number() + party.length() + round) % OnlineServices.FOUR;
        if (online.answersByItself(luck)) {
            work.answerByItself(
                    round, party, new Messages.Answer(null, null, speaker, score, said, newTrouble, remark));
        } else if (luck == 0) {
            work.ask(round, party, new Messages.Answer("VISIT", null, speaker, score, said, newTrouble, remark));
        } else {
            work.ask(
                    round,
                    party,
                    new Messages.Answer("PHONE", work.phone(party), speaker, score, said, newTrouble, remark));
        }
    }

    private void sleepUntilMorning() throws InterruptedException {
        year.sleepUntil(year.now().toLocalDate().plusDays(1).atTime(LifePlanner.MORNING));
    }
}
