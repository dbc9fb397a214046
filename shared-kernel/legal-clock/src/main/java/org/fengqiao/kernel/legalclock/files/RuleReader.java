package org.fengqiao.kernel.legalclock.files;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.legalclock.CountUnit;
import org.fengqiao.kernel.legalclock.Length;
import org.fengqiao.kernel.legalclock.Rule;
import org.fengqiao.kernel.legalclock.Rule.Extension;
import org.fengqiao.kernel.legalclock.Rule.Ground;
import org.fengqiao.kernel.legalclock.Rule.Kind;
import org.fengqiao.kernel.legalclock.Rule.LastDayOnHoliday;
import org.fengqiao.kernel.legalclock.Rule.Nature;
import org.fengqiao.kernel.legalclock.Rule.Varies;
import org.fengqiao.kernel.value.Bilingual;

/** Reads rule packs. */
final class RuleReader {

    private static final Set<String> SERVICES = Set.of("intake", "routing", "mediation", "petition");

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final Pattern EVENT_TYPE =
            Pattern.compile("((intake|routing|mediation|petition)\\.)?[a-z]+(-[a-z]+)*\\.v[1-9][0-9]*");

    private static final Set<String> KEYS = Set.of(
            "id",
            "version",
            "kind",
            "nature",
            "title",
            "article",
            "source",
            "service",
            "starts",
            "length",
            "firstDayCounts",
            "lastDayOnHoliday",
            "pauses",
            "extension",
            "warnings",
            "follows",
            "effectiveFrom",
            "effectiveTo",
            "verified",
            "note",
            "planned",
            "awaits");

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

    /** The rules of all files; what is wrong is among the faults, and the rules are then not all of them. */
    List<Rule> rules(List<LegalFile> files) {
        for (var file : files) {
            Entry.of(file, "a rule pack", faults).ifPresent(this::pack);
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
        pack.allow(Set.of("source", "rules"));
        var source = pack.text("source");
        for (var entry : pack.entries("rules", "a rule", true)) {
            var rule = rule(entry, source);
            if (rule != null) {
                read.add(new Read(rule, entry.file(), entry.line()));
            }
        }
    }

    /** The rule; null if anything is wrong with it. */
    private @Nullable Rule rule(Entry entry, @Nullable String packSource) {
        var faultsBefore = faults.size();
        entry.allow(KEYS);
        var id = named(entry, "id");
        var version = entry.number("version");
        if (version != null && version < 1) {
            entry.fault("version", "versions count from 1");
        }
        var kind = entry.oneOf("kind", Kind.class);
        var nature = entry.has("nature") ? entry.oneOf("nature", Nature.class) : Nature.DUTY;
        var title = words(entry, "title");
        var article = entry.text("article");
        var source = entry.has("source") ? entry.text("source") : packSource;
        var service = entry.text("service");
        if (service != null && !SERVICES.contains(service)) {
            entry.fault("service", "no service is called " + service);
        }
        var starts = starts(entry);
        var length = entry.entry("length");
        var read = length == null ? null : length(length, Set.of("count", "unit", "least", "most"));
        var varies = length == null || read == null ? null : varies(length, read);
        var firstDayCounts = entry.truth("firstDayCounts");
        var lastDayOnHoliday = read == null ? null : lastDayOnHoliday(entry, read);
        var pauses = pauses(entry);
        var extension = extension(entry, read);
        var warnings = warnings(entry, read, varies);
        var follows = words(entry, "follows");
        var effectiveFrom = entry.day("effectiveFrom");
        var effectiveTo = entry.optionalDay("effectiveTo");
        if (effectiveFrom != null && effectiveTo != null && effectiveTo.isBefore(effectiveFrom)) {
            entry.fault("effectiveTo", "effectiveTo " + effectiveTo + " is before effectiveFrom " + effectiveFrom);
        }
        var verified = entry.truth("verified");
        var note = entry.has("note") ? words(entry, "note") : null;
        if (Boolean.FALSE.equals(verified) && !entry.has("note")) {
            entry.fault("verified", "what is not verified needs a note that says what is known");
        }
        var awaits = entry.optionalText("awaits");
        if (entry.optionalTruth("planned") != entry.has("awaits")) {
            entry.fault("planned", "a planned rule, and no other, says in awaits what must come first");
        }
        if (faults.size() > faultsBefore
                || id == null
                || version == null
                || kind == null
                || nature == null
                || title == null
                || article == null
                || source == null
                || service == null
                || starts.isEmpty()
                || read == null
                || firstDayCounts == null
                || lastDayOnHoliday == null
                || follows == null
                || effectiveFrom == null
                || verified == null) {
            return null;
        }
        return new Rule(
                id,
                version,
                kind,
                nature,
                title,
                article,
                source,
                service,
                starts,
                read,
                varies,
                firstDayCounts,
                lastDayOnHoliday,
                pauses,
                extension,
                warnings,
                follows,
                effectiveFrom,
                effectiveTo,
                verified,
                note,
                awaits);
    }

    private static @Nullable String named(Entry entry, String key) {
        var id = entry.text(key);
        if (id != null && !ID.matcher(id).matches()) {
            entry.fault(key, key + " must be words in lower case with hyphens, such as petition-notice");
        }
        return id;
    }

    private static @Nullable Bilingual words(Entry entry, String key) {
        var both = entry.entry(key);
        if (both == null) {
            return null;
        }
        both.allow(Set.of("zh", "en"));
        var zh = both.text("zh");
        var en = both.text("en");
        return zh == null || en == null ? null : new Bilingual(zh, en);
    }

    private static List<String> starts(Entry entry) {
        var starts = entry.texts("starts");
        if (entry.has("starts") && starts.isEmpty()) {
            entry.fault("starts", "nothing starts it: name at least one event type");
        }
        for (var start : starts) {
            if (!EVENT_TYPE.matcher(start).matches()) {
                entry.fault(
                        "starts",
                        start
                                + " is no event type such as petition-opened.v1, or routing.case-closed.v1 of another service");
            }
        }
        return starts;
    }

    private static @Nullable Length length(Entry entry, Set<String> keys) {
        entry.allow(keys);
        var count = positive(entry, "count", entry.number("count"));
        var unit = entry.oneOf("unit", CountUnit.class);
        return count == null || unit == null ? null : new Length(count, unit);
    }

    private static @Nullable Varies varies(Entry entry, Length length) {
        if (!entry.has("least") && !entry.has("most")) {
            return null;
        }
        var least = positive(entry, "least", entry.number("least"));
        var most = positive(entry, "most", entry.number("most"));
        if (least == null || most == null) {
            return null;
        }
        if (least > length.count() || length.count() > most) {
            entry.fault("count", "count " + length.count() + " does not lie between least and most");
            return null;
        }
        return new Varies(least, most);
    }

    private static @Nullable Integer positive(Entry entry, String key, @Nullable Integer number) {
        if (number != null && number < 1) {
            entry.fault(key, key + " must be at least 1");
            return null;
        }
        return number;
    }

    private static @Nullable LastDayOnHoliday lastDayOnHoliday(Entry entry, Length length) {
        if (length.unit() == CountUnit.DAYS) {
            return entry.oneOf("lastDayOnHoliday", LastDayOnHoliday.class);
        }
        if (entry.has("lastDayOnHoliday")) {
            entry.fault("lastDayOnHoliday", "only the last of calendar days can fall on a day off; leave it out");
        }
        return LastDayOnHoliday.STAYS;
    }

    private static List<Ground> pauses(Entry entry) {
        var grounds = new ArrayList<Ground>();
        var ids = new HashSet<String>();
        for (var each : entry.entries("pauses", "a ground", false)) {
            each.allow(Set.of("id", "title", "article"));
            var id = named(each, "id");
            var title = words(each, "title");
            var article = each.text("article");
            if (id != null && !ids.add(id)) {
                each.fault("id", "the ground " + id + " is there twice");
            }
            if (id != null && title != null && article != null) {
                grounds.add(new Ground(id, title, article));
            }
        }
        return grounds;
    }

    private static @Nullable Extension extension(Entry entry, @Nullable Length length) {
        var extension = entry.optionalEntry("extension");
        if (extension == null) {
            return null;
        }
        extension.allow(Set.of("atMost", "unit", "times", "approver", "byConsentOfTheParties", "partyMustBeTold"));
        var atMost = positive(extension, "atMost", extension.optionalNumber("atMost"));
        var times = positive(extension, "times", extension.optionalNumber("times"));
        var unit = extension.oneOf("unit", CountUnit.class);
        if (unit != null && length != null && (unit == CountUnit.HOURS) != (length.unit() == CountUnit.HOURS)) {
            extension.fault("unit", "hours are extended by hours and days by days");
        }
        var byConsent = extension.optionalTruth("byConsentOfTheParties");
        if (byConsent == extension.has("approver")) {
            extension.fault(
                    "approver", "an extension has either an approver or byConsentOfTheParties: true, and not both");
        }
        var approver = extension.has("approver") ? words(extension, "approver") : null;
        var told = extension.truth("partyMustBeTold");
        return unit == null || told == null ? null : new Extension(atMost, unit, times, approver, told);
    }

    private static List<Length> warnings(Entry entry, @Nullable Length length, @Nullable Varies varies) {
        var warnings = new ArrayList<Length>();
        for (var each : entry.entries("warnings", "a warning", false)) {
            var before = length(each, Set.of("count", "unit"));
            if (before == null || length == null) {
                continue;
            }
            var shortest = new Length(varies == null ? length.count() : varies.least(), length.unit());
            if (hours(before) > hours(shortest)) {
                each.fault("count", "it would warn of " + said(shortest) + " already " + said(before) + " before");
            } else if (length.unit() == CountUnit.HOURS && before.unit() != CountUnit.HOURS) {
                each.fault("unit", "a length in hours is warned of hours before");
            }
            warnings.add(before);
        }
        return warnings;
    }

    /** At least so many hours; working days may be more. */
    private static long hours(Length length) {
        return switch (length.unit()) {
            case HOURS -> length.count();
            case DAYS, WORKING_DAYS -> 24L * length.count();
        };
    }

    private static String said(Length length) {
        return length.count() + " " + length.unit();
    }
}
