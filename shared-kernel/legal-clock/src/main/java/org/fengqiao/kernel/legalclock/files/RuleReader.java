package org.fengqiao.kernel.legalclock.files;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.CountUnit;
import org.fengqiao.kernel.legalclock.Length;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.Rule.Extension;
import org.fengqiao.kernel.legalclock.Rule.Ground;
import org.fengqiao.kernel.legalclock.Rule.Kind;
import org.fengqiao.kernel.legalclock.Rule.LastDayOnHoliday;
import org.fengqiao.kernel.legalclock.Rule.Nature;
import org.fengqiao.kernel.legalclock.Rule.Quote;
import org.fengqiao.kernel.legalclock.Rule.Varies;
import org.fengqiao.kernel.value.Bilingual;

/**
 * The reader of rule packs. Their schema says what each value may be; here stands what a schema can't say: how values
 * of a rule, and rules, go together. That is looked at where a rule is as the schema says.
 */
final class RuleReader {

    private final Schema schema = Schema.read("legal/rules.schema.json");
    private final List<Fault> faults;
    private final List<Read> read = new ArrayList<>();

    RuleReader(List<Fault> faults) {
        this.faults = faults;
    }

    /** A rule and where it stands. */
    private record Read(Rule rule, String file, int line) {
        String place() {
            return file + ":" + line;
        }
    }

    /** Returns the rules of all files. What is wrong is added to the faults, and the rules are then not all of them. */
    List<Rule> rules(List<LegalFile> files) {
        for (var file : files) {
            Entry.of(file, schema, faults).ifPresent(this::pack);
        }
        for (var later = 1; later < read.size(); later++) {
            for (var earlier = 0; earlier < later; earlier++) {
                compare(read.get(earlier), read.get(later));
            }
        }
        return read.stream().map(Read::rule).toList();
    }

    private void compare(Read earlier, Read later) {
        var one = earlier.rule();
        var other = later.rule();
        if (!one.id().equals(other.id())) {
            return;
        }
        if (one.version() == other.version()) {
            faults.add(new Fault(
                    later.file(),
                    later.line(),
                    "version " + other.version() + " of " + other.id() + " is already at " + earlier.place()));
        }
        if (one.inForceOn(other.effectiveFrom()) || other.inForceOn(one.effectiveFrom())) {
            faults.add(new Fault(
                    later.file(),
                    later.line(),
                    "version " + other.version() + " of " + other.id() + " is in force on the same days as version "
                            + one.version() + " at " + earlier.place()));
        }
    }

    private void pack(Entry pack) {
        for (var entry : pack.entries("rules")) {
            if (schema.accepts(entry.file(), "rule", entry.node()) && hangsTogether(entry) && pack.has("source")) {
                read.add(new Read(rule(entry, pack.text("source")), entry.file(), entry.line()));
            }
        }
    }

    private static Rule rule(Entry entry, String packSource) {
        return new Rule(
                entry.text("id"),
                entry.number("version"),
                entry.oneOf("kind", Kind.class),
                entry.has("nature") ? entry.oneOf("nature", Nature.class) : Nature.DUTY,
                words(entry, "title"),
                entry.text("article"),
                entry.has("source") ? entry.text("source") : packSource,
                entry.has("service") ? entry.text("service") : null,
                entry.texts("starts"),
                length(entry.entry("length")),
                varies(entry.entry("length")),
                entry.isTrue("firstDayCounts"),
                entry.has("lastDayOnHoliday")
                        ? entry.oneOf("lastDayOnHoliday", LastDayOnHoliday.class)
                        : LastDayOnHoliday.STAYS,
                entry.has("lastDayEndsAt") ? LocalTime.parse(entry.text("lastDayEndsAt")) : null,
                entry.entries("pauses").stream()
                        .map(ground -> new Ground(ground.text("id"), words(ground, "title"), ground.text("article")))
                        .toList(),
                entry.has("extension") ? extension(entry.entry("extension")) : null,
                entry.entries("warnings").stream().map(RuleReader::length).toList(),
                words(entry, "follows"),
                entry.day("effectiveFrom"),
                entry.has("effectiveTo") ? entry.day("effectiveTo") : null,
                entry.entries("quotes").stream()
                        .map(quote -> new Quote(quote.text("article"), quote.text("text")))
                        .toList(),
                entry.isTrue("verified"),
                entry.has("note") ? words(entry, "note") : null);
    }

    static Bilingual words(Entry entry, String key) {
        var both = entry.entry(key);
        return new Bilingual(both.text("zh"), both.text("en"));
    }

    private static Length length(Entry entry) {
        return new Length(entry.number("count"), entry.oneOf("unit", CountUnit.class));
    }

    private static @Nullable Varies varies(Entry length) {
        return length.has("least") ? new Varies(length.number("least"), length.number("most")) : null;
    }

    private static Extension extension(Entry extension) {
        return new Extension(
                extension.has("atMost") ? extension.number("atMost") : null,
                extension.oneOf("unit", CountUnit.class),
                extension.has("times") ? extension.number("times") : null,
                extension.has("approver") ? words(extension, "approver") : null,
                extension.isTrue("partyMustBeTold"));
    }

    /** Adds what is wrong between values of a rule that are each right; returns whether nothing is. */
    private boolean hangsTogether(Entry rule) {
        var faultsBefore = faults.size();
        if (rule.has("effectiveTo") && rule.day("effectiveTo").isBefore(rule.day("effectiveFrom"))) {
            faults.add(rule.fault(
                    "effectiveTo",
                    "effectiveTo " + rule.day("effectiveTo") + " is before effectiveFrom "
                            + rule.day("effectiveFrom")));
        }
        var length = length(rule.entry("length"));
        var varies = varies(rule.entry("length"));
        if (varies != null && (varies.least() > length.count() || length.count() > varies.most())) {
            faults.add(rule.entry("length")
                    .fault("count", "count " + length.count() + " does not lie between least and most"));
        }
        var grounds = new HashSet<String>();
        for (var ground : rule.entries("pauses")) {
            if (!grounds.add(ground.text("id"))) {
                faults.add(ground.fault("id", "the ground " + ground.text("id") + " is there twice"));
            }
        }
        if (rule.has("extension")) {
            var extension = rule.entry("extension");
            var unit = extension.oneOf("unit", CountUnit.class);
            if ((unit == CountUnit.HOURS) != (length.unit() == CountUnit.HOURS)) {
                faults.add(extension.fault("unit", "hours are extended by hours and days by days"));
            }
            if (unit.hasCorrespondingDay() && !length.unit().isOfTheCalendar()) {
                faults.add(extension.fault("unit", "months and years are added to days of the calendar only"));
            }
        }
        var shortest = new Length(varies == null ? length.count() : varies.least(), length.unit());
        rule.entries("warnings").forEach(warning -> warning(warning, shortest));
        return faults.size() == faultsBefore;
    }

    private void warning(Entry warning, Length shortest) {
        var before = length(warning);
        if (hours(before) > hours(shortest)) {
            faults.add(warning.fault(
                    "count", "it would warn of " + said(shortest) + " already " + said(before) + " before"));
        } else if (shortest.unit() == CountUnit.HOURS && before.unit() != CountUnit.HOURS) {
            faults.add(warning.fault("unit", "a length in hours is warned of hours before"));
        }
    }

    /** Returns at least so many hours; working days, and most months, are more. */
    private static long hours(Length length) {
        return switch (length.unit()) {
            case HOURS -> length.count();
            case DAYS, WORKING_DAYS -> 24L * length.count();
            case MONTHS -> 24L * 28 * length.count();
            case YEARS -> 24L * 365 * length.count();
        };
    }

    private static String said(Length length) {
        return length.count() + " " + length.unit();
    }
}
