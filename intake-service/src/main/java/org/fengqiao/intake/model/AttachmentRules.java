package org.fengqiao.intake.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Texts;

/**
 * The rules of attachments, as data: what may be handed in, how large, and how it is recognised.
 *
 * @param versions in the order in which they came into force
 */
public record AttachmentRules(List<Version> versions) {

    /**
     * Orders the versions and checks that they are whole.
     *
     * @throws IllegalArgumentException that names every version and what is wrong with it
     */
    public AttachmentRules {
        versions = versions.stream()
                .sorted(Comparator.comparing(Version::effectiveFrom))
                .toList();
        var problems = new ArrayList<String>();
        if (versions.isEmpty()) {
            problems.add("there is no version");
        }
        versions.forEach(
                version -> version.problems().forEach(problem -> problems.add(version.version() + ": " + problem)));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("attachment rules: " + String.join("; ", problems));
        }
    }

    /** Returns the version in force at a time; empty before the first. */
    public Optional<Version> inForceAt(Instant time) {
        return versions.reversed().stream()
                .filter(version -> !version.effectiveFrom().isAfter(time))
                .findFirst();
    }

    /**
     * One version of the rules.
     *
     * @param version its name
     * @param effectiveFrom when it comes into force
     * @param inOneCase the most documents that a case can have at one time
     * @param types what may be handed in; the first that fits counts
     */
    public record Version(String version, Instant effectiveFrom, int inOneCase, List<Allowed> types) {

        public Version {
            types = List.copyOf(types);
        }

        /**
         * Returns the type of a file; empty if it is none that may be handed in.
         *
         * @param head its first bytes, at least 64 KiB of them or all
         * @param whole whether that is all of it
         */
        public Optional<Allowed> typeOf(byte[] head, boolean whole) {
            return types.stream().filter(type -> type.fits(head, whole)).findFirst();
        }

        private List<String> problems() {
            var problems = new ArrayList<String>();
            var codes = new HashSet<FileType>();
            for (var type : types) {
                if (!codes.add(type.code())) {
                    problems.add(type.code() + " is given twice");
                }
                if (type.most() < 1) {
                    problems.add(type.code() + " may have no byte");
                }
                if (type.signs().isEmpty() != (type.code() == FileType.TEXT)) {
                    problems.add(type.code() + ": all but plain text is recognised by signs");
                }
            }
            if (types.isEmpty() || inOneCase < 1) {
                problems.add("nothing may be handed in");
            }
            return problems;
        }
    }

    /**
     * A type that may be handed in.
     *
     * @param code which
     * @param mediaType as callers know it
     * @param most the largest size, in bytes
     * @param signs one of them is there; plain text has none, and is recognised by being nothing but text
     */
    public record Allowed(FileType code, String mediaType, long most, List<Sign> signs) {

        public Allowed {
            signs = List.copyOf(signs);
        }

        private boolean fits(byte[] head, boolean whole) {
            return code == FileType.TEXT ? isText(head, whole) : signs.stream().anyMatch(sign -> sign.isIn(head));
        }

        /** A piece of a file may end within a character. */
        private static boolean isText(byte[] head, boolean whole) {
            var decoder = UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            var text = CharBuffer.allocate(head.length);
            if (decoder.decode(ByteBuffer.wrap(head), text, whole).isError()) {
                return false;
            }
            var read = text.flip().toString();
            // Editors of some systems begin a text with the byte order mark.
            return !Texts.isForbidden(read.startsWith("\uFEFF") ? read.substring(1) : read, Texts.Form.LINES);
        }
    }

    /**
     * Sign by which a type is recognised.
     *
     * @param at where it begins, in bytes from the start
     * @param bytes what stands there, in hexadecimal
     * @param entry for an archive (ZIP): the beginning of the name of an entry that it has; missing if it is none
     */
    public record Sign(int at, String bytes, @Nullable String entry) {

        private static final byte[] ENTRY = {'P', 'K', 3, 4};
        private static final int NAME_LENGTH = 26;
        private static final int NAME = 30;

        /** Checks that it is whole. */
        public Sign {
            if (at < 0 || bytes.isEmpty()) {
                throw new IllegalArgumentException("a sign has a place and bytes");
            }
            HexFormat.of().parseHex(bytes);
        }

        private boolean isIn(byte[] head) {
            var expected = HexFormat.of().parseHex(bytes);
            return head.length >= at + expected.length
                    && Arrays.equals(head, at, at + expected.length, expected, 0, expected.length)
                    && (entry == null || hasEntry(head, entry));
        }

        /** Looks at the names in front of the entries, as far as they stand in the first bytes. */
        private static boolean hasEntry(byte[] head, String prefix) {
            var wanted = prefix.getBytes(US_ASCII);
            for (var from = 0; from + NAME + wanted.length <= head.length; from++) {
                if (Arrays.equals(head, from, from + ENTRY.length, ENTRY, 0, ENTRY.length)) {
                    var length = head[from + NAME_LENGTH] & 0xff | (head[from + NAME_LENGTH + 1] & 0xff) << 8;
                    if (length >= wanted.length
                            && Arrays.equals(
                                    head, from + NAME, from + NAME + wanted.length, wanted, 0, wanted.length)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
