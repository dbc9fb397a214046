package org.fengqiao.kernel.legalclock;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All versions of all rules. The order in which they were read makes no difference. */
public final class Rules {

    private final Map<String, List<Rule>> versions;

    private Rules(Map<String, List<Rule>> versions) {
        this.versions = versions;
    }

    /**
     * Returns a set of rules.
     *
     * @throws IllegalArgumentException if two versions of a rule have the same number or are in force on the same day
     */
    public static Rules of(Collection<Rule> rules) {
        var byId = new TreeMap<String, List<Rule>>();
        rules.stream()
                .sorted(Comparator.comparing(Rule::effectiveFrom))
                .forEach(rule ->
                        byId.computeIfAbsent(rule.id(), _ -> new ArrayList<>()).add(rule));
        byId.forEach((id, sorted) -> {
            for (var later = 1; later < sorted.size(); later++) {
                var end = sorted.get(later - 1).effectiveTo();
                if (end == null || !end.isBefore(sorted.get(later).effectiveFrom())) {
                    throw new IllegalArgumentException("two versions of " + id + " are in force on "
                            + sorted.get(later).effectiveFrom());
                }
            }
            if (sorted.stream().map(Rule::version).distinct().count() < sorted.size()) {
                throw new IllegalArgumentException("two versions of " + id + " have the same number");
            }
        });
        byId.replaceAll((_, sorted) -> List.copyOf(sorted));
        return new Rules(byId);
    }

    /** Returns every version of every rule, by id and then by the day it takes effect. */
    public List<Rule> all() {
        return versions.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Returns the version under which a deadline runs that starts on this day; empty if none was in force then.
     *
     * @param startDay the day of the start in China; a rule that changes later changes nothing for that deadline
     * @throws IllegalArgumentException if there is no rule of that id at all
     */
    public Optional<Rule> inForce(String id, LocalDate startDay) {
        return known(id).stream().filter(rule -> rule.inForceOn(startDay)).findFirst();
    }

    /**
     * Returns one version of a rule, as a deadline's events name it.
     *
     * @throws IllegalArgumentException if there is none: rules that deadlines ran under are kept for ever
     */
    public Rule version(String id, int version) {
        return known(id).stream()
                .filter(rule -> rule.version() == version)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no version " + version + " of the rule " + id));
    }

    private List<Rule> known(String id) {
        var known = versions.get(id);
        if (known == null) {
            throw new IllegalArgumentException("no rule " + id);
        }
        return known;
    }

    /**
     * Returns what keeps rules from ever being started, as far as this service can know: its own rules wait for an
     * event type it does not record, or another service's rule waits for one of its event types that there is not.
     * Every service's tests ask this of all of its event types, so each start of each rule is checked by exactly one of
     * them.
     *
     * @param eventTypes the event types that the service records beside those of its deadlines, in full ({@code
     *     fengqiao.petition.petition-opened.v1}) or without service
     * @param service the service, such as {@code petition}
     * @return one sentence for each dead start; empty if all is well
     */
    public List<String> startedBy(Set<String> eventTypes, String service) {
        var own = Stream.concat(eventTypes.stream(), DeadlineTypes.of(service).names().stream())
                .map(recorded -> recorded.replace("fengqiao." + service + ".", ""))
                .collect(Collectors.toSet());
        var prefix = service + ".";
        var dead = new ArrayList<String>();
        for (var rule : all()) {
            for (var start : rule.starts()) {
                var type = start.startsWith(prefix) ? start.substring(prefix.length()) : start;
                var ours = start.startsWith(prefix) || (isOf(service, rule) && !ofAnotherService(start));
                if (ours && !own.contains(type)) {
                    dead.add("rule %s version %d waits for %s, which %s does not record"
                            .formatted(rule.id(), rule.version(), type, service));
                }
            }
        }
        return dead;
    }

    private static boolean isOf(String service, Rule rule) {
        return rule.service() == null || rule.service().equals(service);
    }

    /** Event types have one dot, before the version; with a service in front there are two. */
    private static boolean ofAnotherService(String start) {
        return start.indexOf('.') != start.lastIndexOf('.');
    }
}
