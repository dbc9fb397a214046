package org.fengqiao.caseload.life;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

import org.fengqiao.caseload.life.Life.Helped;
import org.fengqiao.caseload.life.Registration.Human;
import org.fengqiao.caseload.profile.Course;
import org.fengqiao.caseload.profile.Course.Ending;
import org.fengqiao.caseload.profile.Profile.Hardship;

/**
 * Draws who is relieved in hardship: so many people of both sides, no two with one identity number, in cases that a
 * unit has for long enough. Some of them are relieved twice.
 */
final class Helping {

    private record Candidate(int life, String partyId, Human person) {}

    private Helping() {}

    /**
     * Returns the same lives, in which people are relieved.
     *
     * @throws IllegalStateException if there are fewer people than are to be relieved
     */
    static List<Life> among(List<Life> lives, Hardship hardship, SplittableRandom random) {
        var candidates = candidates(lives);
        if (candidates.size() < hardship.people()) {
            throw new IllegalStateException(
                    "%d people are to be relieved, and only %d may be".formatted(hardship.people(), candidates.size()));
        }
        java.util.Collections.shuffle(candidates, new Random(random.nextLong()));
        Map<Integer, List<Helped>> helped = new HashMap<>();
        for (var index = 0; index < hardship.people(); index++) {
            var candidate = candidates.get(index);
            var relief = LifePlanner.drawn(hardship.kinds(), random);
            var reliefs = helped.computeIfAbsent(candidate.life(), _ -> new ArrayList<>());
            reliefs.add(new Helped(candidate.partyId(), candidate.person(), relief));
            if (index < hardship.again()) {
                reliefs.add(new Helped(candidate.partyId(), candidate.person(), another(relief)));
            }
        }
        var all = new ArrayList<Life>();
        for (var index = 0; index < lives.size(); index++) {
            all.add(lives.get(index).helping(helped.getOrDefault(index, List.of())));
        }
        return all;
    }

    private static List<Candidate> candidates(List<Life> lives) {
        var candidates = new ArrayList<Candidate>();
        var numbers = new HashSet<String>();
        for (var index = 0; index < lives.size(); index++) {
            var life = lives.get(index);
            if (life.course().frontDesk().accepts() && life.course().ending() == Ending.CLOSED) {
                var told = life.registration();
                add(candidates, numbers, index, "applicant-", told.applicants());
                add(candidates, numbers, index, "respondent-", told.respondents());
            }
        }
        return candidates;
    }

    private static void add(
            List<Candidate> candidates, HashSet<String> numbers, int life, String side, List<Human> people) {
        for (var place = 0; place < people.size(); place++) {
            var person = people.get(place);
            // Who told no number is somebody of this case alone.
            if (person.isNatural() && (person.idNumber() == null || numbers.add(person.idNumber()))) {
                candidates.add(new Candidate(life, side + (place + 1), person));
            }
        }
    }

    private static Course.Relief another(Course.Relief relief) {
        return relief == Course.Relief.SOCIAL_ASSISTANCE ? Course.Relief.LEGAL_AID : Course.Relief.SOCIAL_ASSISTANCE;
    }
}
