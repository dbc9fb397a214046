package org.fengqiao.kernel.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Forms in which a caller takes an answer: the header {@code Accept} (RFC 9110, section 12.5.1).
 *
 * @param ranges such as {@code application/json} or {@code text/*}, in lower case, without those that have the weight 0
 */
record MediaRanges(List<String> ranges) {

    /** Range of all media types, with which every list begins. */
    private static final MediaRanges ANY = new MediaRanges(List.of("*/*"));

    // Possessive throughout: a repeated group that may be tried again takes a frame of the stack each time.
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String PARAMETER = "[ \\t]*+;[ \\t]*+(?:" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\]*+\"))?+";
    private static final String RANGE = "(?<range>" + TOKEN + "/" + TOKEN + ")(?<parameters>(?:" + PARAMETER + ")*+)";
    private static final Pattern NEXT = Pattern.compile("[ \\t,]*+" + RANGE + "[ \\t]*+(?:,|$)");
    private static final Pattern NEVER = Pattern.compile(";[ \\t]*+[qQ]=0(?:\\.0*+)?+[ \\t]*+(?:;|$)");
    private static final Pattern NOTHING_MORE = Pattern.compile("[ \\t,]*+");

    MediaRanges {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads the header.
     *
     * @param headers one for each line of it; none if the caller takes anything
     * @return empty if it is no list of media ranges
     */
    static Optional<MediaRanges> read(List<String> headers) {
        var text = String.join(",", headers);
        if (NOTHING_MORE.matcher(text).matches()) {
            return Optional.of(ANY);
        }
        var ranges = new ArrayList<String>();
        var next = NEXT.matcher(text);
        var at = 0;
        while (at < text.length() && next.region(at, text.length()).lookingAt()) {
            if (!NEVER.matcher(next.group("parameters")).find()) {
                ranges.add(next.group("range").toLowerCase(Locale.ROOT));
            }
            at = next.end();
        }
        return NOTHING_MORE.matcher(text.substring(at)).matches()
                ? Optional.of(new MediaRanges(ranges))
                : Optional.empty();
    }

    /** Returns whether JSON is among them: plain, of a problem or of a schema. */
    boolean includeJson() {
        return ranges.stream()
                .anyMatch(range -> range.equals("*/*")
                        || range.equals("application/*")
                        || range.equals("application/json")
                        || range.startsWith("application/") && range.endsWith("+json"));
    }

    /** Returns the first of these media types that is named; empty if none is, or JSON before it. */
    Optional<String> firstNamed(Collection<String> types) {
        return ranges.stream()
                .filter(range -> types.contains(range) || range.equals("application/json"))
                .findFirst()
                .filter(types::contains);
    }

    /** Returns whether pages for people are among them. */
    boolean includeHtml() {
        return ranges.stream().anyMatch(range -> range.equals("text/html") || range.equals("text/*"));
    }
}
