package org.fengqiao.kernel.sealing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Characters that mean the same in a name, and those that mean nothing, read once from {@code search/names.tsv}.
 * Immutable.
 */
final class SearchTable {

    private static final String FILE = "/search/names.tsv";
    private static final int DOT = '·';

    private static final SearchTable READ = read();

    private final Map<Integer, Integer> twins = new HashMap<>();
    private final BitSet dots = new BitSet();
    private final BitSet dotsBetweenHan = new BitSet();
    private final BitSet unseen = new BitSet();

    private SearchTable() {}

    /** Returns the table that the product ships. */
    static SearchTable get() {
        return READ;
    }

    private static SearchTable read() {
        try (var file = SearchTable.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            var table = new SearchTable();
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .forEach(line -> table.add(line.split("\t", -1)));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private void add(String[] fields) {
        var first = Integer.parseInt(fields[1], 16);
        switch (fields[0]) {
            case "twin" -> twins.put(first, Integer.parseInt(fields[2], 16));
            case "dot" -> dots.set(first);
            case "dot-between-han" -> dotsBetweenHan.set(first);
            case "unseen" -> unseen.set(first, Integer.parseInt(fields[2], 16) + 1);
            default -> throw new IllegalStateException(FILE + ": nobody knows " + fields[0]);
        }
    }

    /** Returns the text without what is not seen, control characters among it, and with Unicode's own code points. */
    String mapped(String text) {
        var mapped = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> !unseen.get(point)
                        && Character.getType(point) != Character.CONTROL
                        && Character.getType(point) != Character.FORMAT)
                .map(point -> twins.getOrDefault(point, point))
                .forEach(mapped::appendCodePoint);
        return mapped.toString();
    }

    /** Returns a name without spaces around its dots, and with one sign for them. */
    String withOneDot(String name) {
        var points = name.codePoints().toArray();
        var one = new StringBuilder(name.length());
        for (var at = 0; at < points.length; at++) {
            if (isDot(points, at)) {
                one.setLength(withoutSpaceBehind(one));
                one.appendCodePoint(DOT);
                while (at + 1 < points.length && isSpace(points[at + 1])) {
                    at++;
                }
            } else {
                one.appendCodePoint(points[at]);
            }
        }
        return one.toString();
    }

    private boolean isDot(int[] points, int at) {
        return dots.get(points[at]) || dotsBetweenHan.get(points[at]) && isHan(points, at, -1) && isHan(points, at, 1);
    }

    /** Returns whether the next character that is no space, in this direction, is a Chinese one. */
    private static boolean isHan(int[] points, int from, int direction) {
        var at = from + direction;
        while (at >= 0 && at < points.length && isSpace(points[at])) {
            at += direction;
        }
        return at >= 0 && at < points.length && UnicodeScript.of(points[at]) == UnicodeScript.HAN;
    }

    private static int withoutSpaceBehind(StringBuilder text) {
        var end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }
}
