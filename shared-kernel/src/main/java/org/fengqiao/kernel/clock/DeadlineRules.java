package org.fengqiao.kernel.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.fengqiao.kernel.eventstore.Consequence.SetDeadline;

/** Statutory and service deadlines as data ({@code legal/deadlines.json}): how long each runs, and where that is written. */
public final class DeadlineRules {

    private static final String RULES = "/legal/deadlines.json";

    /** What a length counts. */
    public enum Unit {
        /** Calendar days. */
        DAYS,
        /** Working days of the official calendar. */
        WORKING_DAYS
    }

    /**
     * One rule.
     *
     * @param id its name in code and data
     * @param titleZh its Chinese title
     * @param titleEn its English title
     * @param source the law's article, or the standard
     * @param length how many units it runs; the day it starts is not counted
     * @param unit what the length counts
     * @param effectiveFrom the first day on which a deadline may start under it
     */
    public record Rule(
            String id, String titleZh, String titleEn, String source, int length, Unit unit, LocalDate effectiveFrom) {}

    private final List<Rule> rules;
    private final WorkingDays workingDays;

    private DeadlineRules(List<Rule> rules, WorkingDays workingDays) {
        this.rules = List.copyOf(rules);
        this.workingDays = workingDays;
    }

    /** The rules the product ships, on the official calendar. */
    public static DeadlineRules official() {
        var json = new ObjectMapper()
                .registerModule(new JavaTimeModule())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try (var data = DeadlineRules.class.getResourceAsStream(RULES)) {
            return new DeadlineRules(json.readerForListOf(Rule.class).readValue(data), WorkingDays.official());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RULES, e);
        }
    }

    /**
     * The end of the last day of a deadline that starts at {@code start}; a deadline passes when that instant is reached.
     *
     * @throws IllegalArgumentException if no rule of that id is in force at the start
     */
    public Instant due(String id, Instant start) {
        var zone = workingDays.zone();
        var firstDay = start.atZone(zone).toLocalDate();
        var rule = rules.stream()
                .filter(r -> r.id().equals(id) && !r.effectiveFrom().isAfter(firstDay))
                .reduce((_, later) -> later)
                .orElseThrow(() -> new IllegalArgumentException("no rule " + id + " in force on " + firstDay));
        var lastDay = switch (rule.unit()) {
            case DAYS -> firstDay.plusDays(rule.length());
            case WORKING_DAYS -> workingDays.after(firstDay, rule.length());
        };
        return lastDay.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** A deadline of that rule which starts now, ready to be set. */
    public SetDeadline start(String name, String id, Instant start) {
        return new SetDeadline(name, id, start, due(id, start));
    }
}
