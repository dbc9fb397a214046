package org.fengqiao.kernel.web;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Condition of a caller on the case's version before it is changed: the header {@code If-Match} (RFC 9110, section
 * 13.1.1).
 */
public sealed interface Precondition {

    /** Returns whether it holds for a case of this version; 0 if there is no such case. */
    boolean holds(long version);

    /** No precondition: the caller takes the case as it is. */
    record None() implements Precondition {
        @Override
        public boolean holds(long version) {
            return true;
        }
    }

    /** {@code *}: whatever version it is, the case exists. */
    record Exists() implements Precondition {
        @Override
        public boolean holds(long version) {
            return version > 0;
        }
    }

    /**
     * One of these versions.
     *
     * @param versions those named by strong tags: a weak one never matches, since the comparison is the strong one
     */
    record OneOf(Set<Long> versions) implements Precondition {
        public OneOf {
            versions = Set.copyOf(versions);
        }

        @Override
        public boolean holds(long version) {
            return versions.contains(version);
        }
    }

    /**
     * Reads the header.
     *
     * @param header null if there is none
     * @return empty if it is neither {@code *} nor a list of entity tags
     */
    static Optional<Precondition> read(@Nullable String header) {
        if (header == null) {
            return Optional.of(new None());
        }
        if (header.strip().equals("*")) {
            return Optional.of(new Exists());
        }
        if (!Tags.LIST.matcher(header).matches()) {
            return Optional.empty();
        }
        var versions = new TreeSet<Long>();
        var tags = Tags.ONE.matcher(header);
        while (tags.find()) {
            if (tags.group("weak") == null
                    && Tags.VERSION.matcher(tags.group("tag")).matches()) {
                versions.add(Long.valueOf(tags.group("tag")));
            }
        }
        return Optional.of(new OneOf(versions));
    }

    /** The grammar of entity tags. */
    final class Tags {
        private static final String TAG = "(?<weak>W/)?\"(?<tag>[\\x21\\x23-\\x7E]*)\"";
        private static final String UNNAMED = "(?:W/)?+\"[\\x21\\x23-\\x7E]*+\"";
        private static final Pattern ONE = Pattern.compile(TAG);

        /**
         * Empty elements are ignored, as section 5.6.1.2 has it. Possessive throughout: a repeated group that may be
         * tried again takes a frame of the stack each time, and a long list of tags all of it.
         */
        private static final Pattern LIST =
                Pattern.compile("[ \\t,]*+" + UNNAMED + "(?:[ \\t]*+,[ \\t,]*+" + UNNAMED + ")*+[ \\t,]*+");

        /** The tags of this project are versions of cases. */
        private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

        private Tags() {}
    }
}
