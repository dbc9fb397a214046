package org.fengqiao.caseload.life;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.caseload.life.Registration.Human;
import org.fengqiao.caseload.life.Registration.Place;
import org.fengqiao.caseload.profile.Category;
import org.fengqiao.caseload.profile.Channel;
import org.fengqiao.caseload.profile.Conduct;
import org.fengqiao.caseload.profile.Course;
import org.fengqiao.caseload.profile.Course.Afterwards;
import org.fengqiao.caseload.profile.Course.FrontDesk;
import org.fengqiao.caseload.profile.Profile;

/** Draws the lives of a profile's cases. The same profile gives the same lives, down to the last name. */
public final class LifePlanner {

    /** Time at which people come in the morning, and at which the office works through what came. */
    public static final LocalTime MORNING = LocalTime.of(9, 30);

    /** Time at which people come in the afternoon. */
    public static final LocalTime AFTERNOON = LocalTime.of(14, 30);

    /** Days in which a petition opinion is reviewed. */
    public static final int DAYS_OF_A_REVIEW = 5;

    /** District that the installation does not serve. */
    private static final String ELSEWHERE = "东河区";

    /** Days after which a closed case is revisited; the first revisit decides whether it comes back. */
    public static final List<Integer> DAYS_UNTIL_REVISITS = List.of(7, 30, 90);

    /** Days after its day by which a round of revisits is over, holidays or not: whoever comes then asks nobody. */
    public static final int DAYS_UNTIL_A_ROUND_IS_OVER = 14;

    /**
     * A case that nobody claims escalates after a working day; around the spring festival that is nine calendar days
     * later.
     */
    private static final int DAYS_UNTIL_ESCALATED = 11;

    /** A consultation is concluded within a working week, or some days later by those who are late; a step follows. */
    private static final int DAYS_UNTIL_CONSULTED = 21;

    /** The parties have 30 days to ask the court, so a day later the window has lapsed. */
    private static final int DAYS_UNTIL_LAPSED = 32;

    private static final int DEFAULT_OPEN_DAYS = 30;

    private final Profile profile;
    private final Wording wording = Wording.shipped();

    /** Plans the lives of this profile. */
    public LifePlanner(Profile profile) {
        this.profile = profile;
    }

    /** All lives, in the order in which the cases come in. */
    public List<Life> lives() {
        var random = new SplittableRandom(profile.assumed().seed());
        var drafts = new ArrayList<Draft>();
        for (var course : profile.assumed().courses()) {
            for (var times = 0; times < course.cases(); times++) {
                drafts.add(draft(drafts.size() + 1, course, times, random.split()));
            }
        }
        var lives = new ArrayList<Life>();
        for (var draft : Latecomers.among(drafts, profile.assumed().shareLate(), random.split())) {
            lives.add(life(draft));
        }
        lives.sort(Comparator.comparing(Life::comesInAt).thenComparing(Life::number));
        var hardship = profile.assumed().hardship();
        // What is drawn for it comes last, so that a profile with relief has the cases that it has without.
        return hardship == null ? lives : Helping.among(lives, hardship, random.split());
    }

    private Draft draft(int number, Course course, int withinCourse, SplittableRandom random) {
        var channel = course.channels().isEmpty()
                ? drawn(profile.assumed().channels(), random)
                : course.channels().get(withinCourse % course.channels().size());
        var category = drawn(allowed(course), random);
        var chapters = new ArrayList<Life.Chapter>();
        for (var chapter : course.chapters()) {
            chapters.add(chapter(chapter, category, random));
        }
        if (course.ending() == Course.Ending.CLOSED) {
            chapters.add(chapter(Course.Chapter.USUAL, category, random));
        }
        var clerkAfterDays = between(1, 3, random);
        var withdrawnAfterDays = between(3, 10, random);
        return new Draft(number, course, channel, category, chapters, clerkAfterDays, withdrawnAfterDays, random);
    }

    private Life life(Draft draft) {
        var course = draft.course();
        var channel = draft.channel();
        var random = draft.random();
        var longest = draft.clerkAfterDays()
                + draft.withdrawnAfterDays()
                + draft.chapters().stream().mapToInt(LifePlanner::longestDays).sum();
        var comesInAt = comesIn(course, longest, random);
        return new Life(
                draft.number(),
                course,
                channel,
                comesInAt,
                registration(course, channel, draft.category(), comesInAt, random),
                draft.chapters(),
                draft.clerkAfterDays(),
                draft.withdrawnAfterDays(),
                channel.partner().isPresent()
                        && random.nextDouble() < profile.assumed().shareRedelivered(),
                channel.partner().isEmpty()
                        && random.nextDouble() < profile.assumed().shareAsking(),
                List.of(),
                isAcceptedAtOnce(course)
                                && channel.partner().isPresent()
                                && random.nextDouble() < profile.assumed().shareQuestioned()
                        ? drawn(profile.assumed().partners(), random)
                        : null,
                drawn(profile.assumed().partners(), random) == Conduct.CONTRADICTING);
    }

    /** Returns whether a case is accepted as it comes in, and handled. */
    private static boolean isAcceptedAtOnce(Course course) {
        return course.frontDesk() == FrontDesk.ACCEPTED_BY_RULE
                && !course.chapters().isEmpty();
    }

    private Map<Category, Integer> allowed(Course course) {
        if (course.categories().isEmpty()) {
            return profile.assumed().categories();
        }
        var allowed = new TreeMap<Category, Integer>();
        course.categories()
                .forEach(category ->
                        allowed.put(category, profile.assumed().categories().getOrDefault(category, 1)));
        return allowed;
    }

    /** A day on which the life still has time to end as planned; an open case comes in late enough to be still open. */
    private LocalDateTime comesIn(Course course, int longest, SplittableRandom random) {
        var days = (int) ChronoUnit.DAYS.between(profile.from(), profile.to()) + 1;
        int first;
        int last;
        if (course.ending() == Course.Ending.OPEN || course.frontDesk() == FrontDesk.WAITING) {
            var within = course.withinLastDays() == null ? DEFAULT_OPEN_DAYS : course.withinLastDays();
            first = Math.max(0, days - within);
            last = Math.max(first, days - 1 - within / 4);
        } else {
            first = 0;
            last = Math.max(0, days - 1 - longest);
        }
        var day = profile.from().plusDays(between(first, last, random));
        return day.atTime(random.nextBoolean() ? MORNING : AFTERNOON);
    }

    /** The longest a chapter can take, whichever way routing sends the case, its first revisit included. */
    static int longestDays(Life.Chapter chapter) {
        var course = chapter.course();
        var claim = switch (course.claim()) {
            case ESCALATED -> DAYS_UNTIL_ESCALATED;
            case CONSULTED -> DAYS_UNTIL_CONSULTED;
            case PROMPT, RETURNED, SENT_TO_DEPARTMENT, SENT_TO_RELIEF -> 2;
        };
        var confirmation = switch (course.confirmation()) {
            case NOT_ASKED -> 0;
            case GRANTED, REFUSED, UNANSWERED -> chapter.applicationAfterDays() + chapter.decisionAfterDays();
            case LAPSED -> DAYS_UNTIL_LAPSED;
        };
        var mediation =
                chapter.consentAfterDays() + chapter.sessionAfterDays() + confirmation + chapter.performedAfterDays();
        var reviews = course.petition().reviews() * DAYS_OF_A_REVIEW;
        var petition = chapter.noticeAfterDays() + chapter.replyAfterDays() + reviews + 1;
        var way = Math.max(Math.max(mediation, petition), chapter.decisionAfterDays());
        var revisit = course.afterwards() == Afterwards.NOT_REVISITED
                ? 0
                : DAYS_UNTIL_REVISITS.getFirst() + chapter.revisitDelayDays().getFirst();
        return claim + way + revisit + 2;
    }

    private Life.Chapter chapter(Course.Chapter course, Category category, SplittableRandom random) {
        var phrases = wording.categories().get(category);
        var owed = IntStream.rangeClosed(1, random.nextDouble() < 0.8 ? 1 : 2)
                .mapToObj(_ -> {
                    var amount = amount(phrases, random);
                    return new Life.Owed(phrases.owed().replace("{元}", amount), amount);
                })
                .toList();
        var score = switch (course.afterwards()) {
            case SATISFIED, NEW_TROUBLE, UNREACHABLE, NOT_REVISITED ->
                drawn(profile.assumed().satisfaction(), random);
            case DISSATISFIED, BREACHED -> between(1, 2, random);
        };
        return new Life.Chapter(
                course,
                random.nextBoolean(),
                between(1, 2, random),
                between(1, 6, random),
                owed,
                between(1, 5, random),
                between(1, 5, random),
                between(2, 7, random),
                between(1, 4, random),
                between(5, 20, random),
                DAYS_UNTIL_REVISITS.stream().map(_ -> between(0, 2, random)).toList(),
                score);
    }

    private Registration registration(
            Course course, Channel channel, Category category, LocalDateTime comesInAt, SplittableRandom random) {
        var phrases = wording.categories().get(category);
        var applicant = human(random, true);
        var applicants = random.nextDouble() < 0.06 ? List.of(applicant, human(random, true)) : List.of(applicant);
        var respondent = phrases.respondent() == Wording.Respondent.COMPANY
                ? new Human(drawn(wording.companies(), random) + Human.COMPANY, null, phone(random))
                : human(random, random.nextDouble() < 0.5);
        var street = drawn(profile.assumed().streets(), random);
        var amount = amount(phrases, random);
        var ground = course.ground();
        var sentence = ground == null
                ? drawn(phrases.summaries(), random)
                : wording.declined().get(ground);
        var complete = course.frontDesk() == FrontDesk.ACCEPTED_BY_RULE;
        return new Registration(
                applicants,
                List.of(respondent),
                sentence.replace("{甲}", applicant.name())
                        .replace("{乙}", respondent.name())
                        .replace("{元}", amount)
                        .replace("{街}", street),
                drawn(phrases.claims(), random),
                amount,
                channel == Channel.ONLINE && random.nextDouble() < 0.2 && isToldByItsWords(phrases, category)
                        ? null
                        : category,
                place(ground, complete, street, random),
                comesInAt.minusDays(between(0, 20, random)).minusMinutes(between(10, 400, random)));
    }

    /**
     * Returns whether triage tells the category without a hint. The name of a company may speak for another one, and
     * what is left over has no words of its own: a person would have to judge it first.
     */
    private static boolean isToldByItsWords(Wording.Phrases phrases, Category category) {
        return category != Category.OTHER && phrases.respondent() == Wording.Respondent.PERSON;
    }

    /** Without the street the rule does not accept a case, so a clerk has to look at it. */
    private Place place(@Nullable String ground, boolean complete, String street, SplittableRandom random) {
        var community = between(1, 8, random);
        var grid = between(1, 9, random);
        if ("OUTSIDE_JURISDICTION".equals(ground)) {
            return new Place(ELSEWHERE, null, null, null);
        }
        return complete
                ? new Place(
                        profile.district(),
                        street,
                        "%s第%d社区".formatted(street.replaceAll("街道$|镇$", ""), community),
                        "%02d-%02d".formatted(community, grid))
                : new Place(profile.district(), null, null, null);
    }

    private Human human(SplittableRandom random, boolean known) {
        var name = drawn(wording.surnames(), random) + drawn(wording.givenNames(), random);
        var idNumber = idNumber(random);
        var phone = phone(random);
        return known ? new Human(name, idNumber, phone) : new Human(name, null, null);
    }

    private static String phone(SplittableRandom random) {
        return "1390472%04d".formatted(random.nextInt(10_000));
    }

    /** A number with a right check digit (GB 11643): whoever tests with it meets what real ones look like. */
    private String idNumber(SplittableRandom random) {
        var digits = profile.areaCode()
                + "%04d%02d%02d".formatted(between(1945, 2003, random), between(1, 12, random), between(1, 28, random))
                + "%03d".formatted(random.nextInt(1000));
        var sum = 0;
        for (var place = 0; place < digits.length(); place++) {
            var weight = (1 << (17 - place)) % 11;
            sum += (digits.charAt(place) - '0') * weight;
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    private static String amount(Wording.Phrases phrases, SplittableRandom random) {
        var yuan = between(phrases.amounts().getFirst(), phrases.amounts().getLast(), random);
        return "%d.00".formatted(yuan - yuan % 50 + 50);
    }

    static int between(int least, int most, SplittableRandom random) {
        return least + random.nextInt(most - least + 1);
    }

    private static <T> T drawn(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    static <T extends Comparable<T>> T drawn(Map<T, Integer> weights, SplittableRandom random) {
        SequencedCollection<Map.Entry<T, Integer>> entries = new TreeMap<>(weights).sequencedEntrySet();
        var ticket = random.nextInt(
                weights.values().stream().mapToInt(Integer::intValue).sum());
        for (var entry : entries) {
            ticket -= entry.getValue();
            if (ticket < 0) {
                return entry.getKey();
            }
        }
        throw new IllegalStateException("a ticket beyond the sum of the weights");
    }
}
