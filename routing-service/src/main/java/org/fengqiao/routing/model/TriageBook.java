package org.fengqiao.routing.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of triage, each with its lexicon made ready. Cases are judged by the one in force at their time, so that
 * an old one is judged as it was then. Immutable.
 */
public final class TriageBook {

    private final TriageRules rules;
    private final Map<String, Lexicon> lexicons;
    private final Map<String, Lexicon> words = new HashMap<>();

    private TriageBook(TriageRules rules, Map<String, Lexicon> lexicons) {
        this.rules = rules;
        this.lexicons = lexicons;
        var problems = new ArrayList<String>();
        for (var table : rules.versions()) {
            var named = lexicons.get(table.classification().lexicon());
            if (named == null) {
                problems.add(table.version() + ": unknown lexicon "
                        + table.classification().lexicon());
            } else {
                words.put(table.version(), named.with(table.classification().changes()));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("triage rules: " + String.join("; ", problems));
        }
    }

    /**
     * Makes the tables ready for use.
     *
     * @throws IllegalArgumentException that names each table whose lexicon is missing, or each faulty word
     */
    public static TriageBook of(TriageRules rules, List<Lexicon.Words> lexicons) {
        var byName = new HashMap<String, Lexicon>();
        for (var words : lexicons) {
            byName.put(words.name(), Lexicon.of(words, rules.categoryCodes()));
        }
        return new TriageBook(rules, Map.copyOf(byName));
    }

    /**
     * Returns this book with another table.
     *
     * @throws IllegalArgumentException that names what is wrong with it, by version and rule
     */
    public TriageBook with(TriageTable table) {
        var versions = new ArrayList<>(rules.versions());
        versions.add(table);
        return new TriageBook(new TriageRules(rules.categories(), versions), lexicons);
    }

    /**
     * Returns this book with another table instead of those of its version or its moment. For a trial, which puts
     * nothing in force.
     *
     * @throws IllegalArgumentException that names what is wrong with it, by version and rule
     */
    public TriageBook instead(TriageTable table) {
        var versions = new ArrayList<>(rules.versions());
        versions.removeIf(other ->
                other.version().equals(table.version()) || other.effectiveFrom().equals(table.effectiveFrom()));
        versions.add(table);
        return new TriageBook(new TriageRules(rules.categories(), versions), lexicons);
    }

    /** Returns the codes of all categories. */
    public List<String> categoryCodes() {
        return rules.categoryCodes();
    }

    /** Returns every table there is, in the order in which they come into force. */
    public List<TriageTable> tables() {
        return rules.versions();
    }

    /** Returns the table in force at a time; empty before the first. */
    public Optional<TriageTable> inForceAt(Instant time) {
        return rules.inForceAt(time);
    }

    /** Judges a new case by one of the tables of this book. */
    public Triage judge(TriageTable table, TriageFacts facts) {
        var lexicon = words.get(table.version());
        if (lexicon == null) {
            throw new IllegalArgumentException("a table of another book: " + table.version());
        }
        return table.judge(facts, rules.categoryCodes(), lexicon);
    }
}
