package org.fengqiao.caseload.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Times as a log writes them, in any of several forms, moved by a period. */
public final class LogTimes {

    /** Form of the times of XES, and of most exports. */
    private static final String ISO = "ISO";

    private final List<DateTimeFormatter> forms = new ArrayList<>();
    private final ZoneId zone;
    private final Period shift;

    /**
     * Reads times.
     *
     * @param forms patterns of {@link DateTimeFormatter}, or {@code ISO}; the first that fits counts
     * @param zone where a time without a zone was written
     * @param shift by how much every time is moved
     * @throws IllegalArgumentException if a form is none
     */
    public LogTimes(List<String> forms, ZoneId zone, Period shift) {
        for (var form : forms) {
            this.forms.add(formatter(form));
        }
        this.zone = zone;
        this.shift = shift;
    }

    /**
     * Returns the form of this pattern.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DateTimeFormatter formatter(String form) {
        if (form.equals(ISO)) {
            return DateTimeFormatter.ISO_DATE_TIME;
        }
        return DateTimeFormatter.ofPattern(withProlepticYears(form), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Returns the pattern with {@code u} for {@code y}: a strict day needs a year that is no year of an era. */
    private static String withProlepticYears(String form) {
        var quoted = false;
        var years = new StringBuilder();
        for (var letter : form.toCharArray()) {
            quoted ^= letter == '\'';
            years.append(letter == 'y' && !quoted ? 'u' : letter);
        }
        return years.toString();
    }

    /** Returns the time that is written; empty if it is none. */
    public Optional<Instant> read(String written) {
        for (var form : forms) {
            try {
                return Optional.of(moved(form.parse(written)));
            } catch (DateTimeParseException _) {
                // Perhaps the next form.
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Instant moved(TemporalAccessor read) {
        return local(read).withZoneSameInstant(zone).plus(shift).toInstant();
    }

    private ZonedDateTime local(TemporalAccessor read) {
        if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
            return Instant.from(read).atZone(zone);
        }
        var day = LocalDate.from(read);
        var time = read.isSupported(ChronoField.SECOND_OF_DAY) ? LocalTime.from(read) : LocalTime.MIDNIGHT;
        return LocalDateTime.of(day, time).atZone(zone);
    }
}
