package org.fengqiao.kernel.legalclock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.Rule.Extension;
import org.fengqiao.kernel.legalclock.Rule.Ground;
import org.fengqiao.kernel.legalclock.Rule.Kind;
import org.fengqiao.kernel.legalclock.Rule.LastDayOnHoliday;
import org.fengqiao.kernel.legalclock.Rule.Nature;
import org.fengqiao.kernel.legalclock.Rule.Quote;
import org.fengqiao.kernel.legalclock.Rule.Varies;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.value.Bilingual;

/** Rules and times for tests that are not about the rules the product ships. */
final class Examples {

    static final String STARTED_BY = "petition-opened.v1";

    private Examples() {}

    /** A time in China, such as {@code 2024-03-01T10:00}. */
    static Instant at(String china) {
        return LocalDateTime.parse(china).atZone(OfficialCalendar.ZONE).toInstant();
    }

    /** The end of that day in China. */
    static Instant endOf(String day) {
        return LocalDate.parse(day)
                .plusDays(1)
                .atStartOfDay(OfficialCalendar.ZONE)
                .toInstant();
    }

    static Length days(int count) {
        return new Length(count, CountUnit.DAYS);
    }

    static Length workingDays(int count) {
        return new Length(count, CountUnit.WORKING_DAYS);
    }

    static Length months(int count) {
        return new Length(count, CountUnit.MONTHS);
    }

    static Length hours(int count) {
        return new Length(count, CountUnit.HOURS);
    }

    static Pause pause(String from, String to) {
        return new Pause("hearing", at(from), at(to));
    }

    /** A reason of one and the same case, in clear. */
    static PersonalText reason(String text) {
        return PersonalText.of(SubjectId.ofCase(new UUID(0, 1)), text);
    }

    static GrantedExtension extension(Length length) {
        return new GrantedExtension(length, reason("more time is needed"), "Zhang", null, null, at("2024-01-01T00:00"));
    }

    /** A rule that lets the clock stand for hearings and does not move its last day. */
    static Rule rule(Length length) {
        return rule(length, false, LastDayOnHoliday.STAYS);
    }

    static Rule rule(Length length, boolean firstDayCounts, LastDayOnHoliday lastDayOnHoliday) {
        return rule("handling", 1, length, null, firstDayCounts, lastDayOnHoliday, null, List.of(), "2000-01-01", null);
    }

    /** The rule with its last day ending when an office closes. */
    static Rule endingAt(Rule rule, String closes) {
        return new Rule(
                rule.id(),
                rule.version(),
                rule.kind(),
                rule.nature(),
                rule.title(),
                rule.article(),
                rule.source(),
                rule.service(),
                rule.starts(),
                rule.length(),
                rule.varies(),
                rule.firstDayCounts(),
                rule.lastDayOnHoliday(),
                LocalTime.parse(closes),
                rule.pauses(),
                rule.extension(),
                rule.warnings(),
                rule.follows(),
                rule.effectiveFrom(),
                rule.effectiveTo(),
                rule.quotes(),
                rule.verified(),
                rule.note());
    }

    /** The rule of approvals: two working days, of each service. */
    static Rule approval() {
        return new Rule(
                ApprovalClock.RULE,
                1,
                Kind.STANDARD,
                Nature.DUTY,
                new Bilingual("审批", "Approval"),
                "例则",
                "例则",
                null,
                List.of("extension-requested.v1"),
                workingDays(2),
                null,
                false,
                LastDayOnHoliday.STAYS,
                null,
                List.of(),
                null,
                List.of(),
                new Bilingual("督办", "A supervision notice is sent"),
                LocalDate.parse("2000-01-01"),
                null,
                List.of(),
                true,
                null);
    }

    static Rule rule(
            String id,
            int version,
            Length length,
            @Nullable Varies varies,
            boolean firstDayCounts,
            LastDayOnHoliday lastDayOnHoliday,
            @Nullable Extension extension,
            List<Length> warnings,
            String effectiveFrom,
            @Nullable String effectiveTo) {
        return rule(
                id,
                version,
                Nature.DUTY,
                length,
                varies,
                firstDayCounts,
                lastDayOnHoliday,
                extension,
                warnings,
                effectiveFrom,
                effectiveTo);
    }

    static Rule rule(
            String id,
            int version,
            Nature nature,
            Length length,
            @Nullable Varies varies,
            boolean firstDayCounts,
            LastDayOnHoliday lastDayOnHoliday,
            @Nullable Extension extension,
            List<Length> warnings,
            String effectiveFrom,
            @Nullable String effectiveTo) {
        return new Rule(
                id,
                version,
                Kind.STATUTE,
                nature,
                new Bilingual("办理", "Handling"),
                "例法 art. 1",
                "例法",
                "petition",
                List.of(STARTED_BY),
                length,
                varies,
                firstDayCounts,
                lastDayOnHoliday,
                null,
                List.of(
                        new Ground("hearing", new Bilingual("听证", "Hearing"), "例法 art. 2"),
                        new Ground("appraisal", new Bilingual("鉴定", "Appraisal"), "例法 art. 3")),
                extension,
                warnings,
                new Bilingual("督办", "A supervision notice is sent"),
                LocalDate.parse(effectiveFrom),
                effectiveTo == null ? null : LocalDate.parse(effectiveTo),
                List.of(new Quote("例法 art. 1", "自收到之日起办结。")),
                true,
                null);
    }
}
