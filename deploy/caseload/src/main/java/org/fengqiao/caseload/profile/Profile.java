package org.fengqiao.caseload.profile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A demonstration caseload: a district, a year, and what happens to its disputes.
 *
 * @param name its file's name without the ending
 * @param about what it shows, in a sentence
 * @param district the official name of the district
 * @param areaCode its code in GB/T 2260, with which identity numbers given out there begin
 * @param from its first day
 * @param to its last day
 * @param published what the district has published about this year; null for a caseload that is all our own
 * @param assumed everything that nobody has published
 */
public record Profile(
        @JsonProperty(required = true) String name,
        @JsonProperty(required = true) String about,
        @JsonProperty(required = true) String district,
        @JsonProperty(required = true) String areaCode,
        @JsonProperty(required = true) LocalDate from,
        @JsonProperty(required = true) LocalDate to,
        @Nullable Published published,
        @JsonProperty(required = true) Assumed assumed) {

    /**
     * Figures that a district has published.
     *
     * @param source where
     * @param figures what the metrics say once the year is played
     */
    public record Published(
            @JsonProperty(required = true) String source,
            @JsonProperty(required = true) List<Figure> figures) {

        public Published {
            figures = List.copyOf(figures);
        }
    }

    /**
     * A published figure, as far as it was published.
     *
     * @param metric name of the metric that has to say the same
     * @param percent value in per cent, with the digits that were published
     */
    public record Figure(
            @JsonProperty(required = true) String metric,
            @Nullable Integer numerator,
            @Nullable Integer denominator,
            @Nullable BigDecimal percent) {

        private static final String CLOSURE = "closure-rate";

        /** Returns whether a counted share is this figure. */
        public boolean isThatOf(long counted, long among) {
            return (numerator == null || numerator == counted)
                    && (denominator == null || denominator == among)
                    && (percent == null || among > 0 && percent.equals(percentOf(counted, among, percent.scale())));
        }

        @Override
        public String toString() {
            var said = numerator == null && denominator == null
                    ? ""
                    : " %s of %s"
                            .formatted(numerator == null ? "?" : numerator, denominator == null ? "?" : denominator);
            return metric + said + (percent == null ? "" : " %s %%".formatted(percent.toPlainString()));
        }

        private static BigDecimal percentOf(long counted, long among, int digits) {
            return BigDecimal.valueOf(counted)
                    .movePointRight(2)
                    .divide(BigDecimal.valueOf(among), digits, RoundingMode.HALF_UP);
        }
    }

    /**
     * Assumptions about the year.
     *
     * @param seed everything that is drawn is drawn from this
     * @param channels how often people come by each door, relative to each other
     * @param categories how often disputes are about each thing, relative to each other
     * @param streets how many disputes come from each street or town, relative to each other
     * @param satisfaction how often a content party answers with 3, 4 and 5, relative to each other
     * @param shareRedelivered the share of referrals that a partner sends twice
     * @param shareAsking the share of parties who ask about their case with the receipt code
     * @param shareQuestioned the share of referrals about which centre and partner ask each other something; none if
     *     missing
     * @param partners how often a partner behaves in each way, relative to each other; always in time if missing
     * @param shareLate who is late: for each duty the share of its occasions; what is not named is always done in time
     * @param courses how many cases go which way
     * @param hardship who is relieved in hardship; null if nobody beside those of the courses
     * @param onlineServices how many times a party does something online by itself; null if nobody counts
     */
    public record Assumed(
            @JsonProperty(required = true) long seed,
            @JsonProperty(required = true) Map<Channel, Integer> channels,
            @JsonProperty(required = true) Map<Category, Integer> categories,
            @JsonProperty(required = true) Map<String, Integer> streets,
            @JsonProperty(required = true) Map<Integer, Integer> satisfaction,
            @JsonProperty(required = true) double shareRedelivered,
            @JsonProperty(required = true) double shareAsking,
            Double shareQuestioned,
            Map<Conduct, Integer> partners,
            Map<Duty, Double> shareLate,
            @JsonProperty(required = true) List<Course> courses,
            @Nullable Hardship hardship,
            @Nullable Integer onlineServices) {

        public Assumed {
            shareQuestioned = shareQuestioned == null ? 0.0 : shareQuestioned;
            partners = partners == null ? Map.of(Conduct.PROMPT, 1) : Map.copyOf(partners);
            shareLate = shareLate == null ? Map.of() : Map.copyOf(shareLate);
        }
    }

    /**
     * People in hardship who are relieved, each counted once.
     *
     * @param people how many
     * @param again how many of them get another relief, which counts nobody anew
     * @param kinds how often each relief is given, relative to each other
     */
    public record Hardship(
            @JsonProperty(required = true) int people,
            @JsonProperty(required = true) int again,
            @JsonProperty(required = true) Map<Course.Relief, Integer> kinds) {

        public Hardship {
            kinds = Map.copyOf(kinds);
        }
    }

    /** Returns the number of cases that come in. */
    public int registered() {
        return assumed.courses().stream().mapToInt(Course::cases).sum();
    }

    /** Returns the number of cases that are accepted. */
    public int accepted() {
        return assumed.courses().stream()
                .filter(Course::isAccepted)
                .mapToInt(Course::cases)
                .sum();
    }

    /** Returns the number of accepted cases that are closed at the end of the year. */
    public int closed() {
        return assumed.courses().stream()
                .filter(course -> course.isAccepted() && course.ending().isClosed())
                .mapToInt(Course::cases)
                .sum();
    }

    /** Returns the contradictions in the profile; empty if there are none. */
    public List<String> contradictions() {
        var found = new ArrayList<String>();
        if (to.isBefore(from)) {
            found.add("It ends (%s) before it begins (%s).".formatted(to, from));
        }
        for (var course : assumed.courses()) {
            if (course.isAccepted() == (course.ending() == Course.Ending.NOT_ACCEPTED)) {
                found.add("Course \"%s\" is %s at the front desk and ends %s."
                        .formatted(course.name(), course.frontDesk(), course.ending()));
            }
            if ((course.frontDesk() == Course.FrontDesk.DECLINED) == (course.ground() == null)) {
                found.add(
                        "Course \"%s\": a ground goes with DECLINED, and with nothing else.".formatted(course.name()));
            }
            if (course.isAccepted() && course.chapters().isEmpty() && course.ending() != Course.Ending.WITHDRAWN) {
                found.add("Course \"%s\" is accepted, and no chapter says what happens then.".formatted(course.name()));
            }
        }
        assumed.shareLate().forEach((duty, share) -> {
            if (share < 0 || share > 1) {
                found.add("A share lies between 0 and 1, and that of those who are late with %s is %s."
                        .formatted(duty, share));
            }
        });
        var hardship = assumed.hardship();
        if (hardship != null) {
            hardship.kinds().keySet().stream()
                    .filter(relief -> !relief.isForHardship())
                    .map("Whoever gets %s is not counted as in hardship."::formatted)
                    .forEach(found::add);
        }
        if (published != null) {
            published.figures().stream()
                    .filter(figure -> figure.metric().equals(Figure.CLOSURE) && !figure.isThatOf(closed(), accepted()))
                    .map(figure -> "%s are published, and the courses have %d closed of %d accepted."
                            .formatted(figure, closed(), accepted()))
                    .forEach(found::add);
        }
        return found;
    }
}
