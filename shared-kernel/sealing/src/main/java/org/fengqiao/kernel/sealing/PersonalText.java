package org.fengqiao.kernel.sealing;

import java.util.Objects;

/**
 * A text that is somebody's personal data. It is no {@code String} on purpose: it has no way into a message, a log line
 * or an answer but {@link Known#reveal()} and {@link #revealOr}, which can be searched for; its {@link #toString()}
 * never shows it, and JSON is written of it only as a box.
 */
public sealed interface PersonalText {

    /** Returns whose it is. */
    SubjectId subject();

    /** Returns the text where it is known; the other one where the box is closed or the person forgotten. */
    String revealOr(String otherwise);

    /**
     * Returns a text in clear, in memory.
     *
     * @param subject whose it is
     * @param text the text
     */
    static Known of(SubjectId subject, String text) {
        return new Known(subject, text);
    }

    /**
     * Known to this process: it came in just now, or its box was opened for a stated purpose. No record, since a record
     * shows what it holds.
     */
    final class Known implements PersonalText {
        private final SubjectId subject;
        private final String text;

        private Known(SubjectId subject, String text) {
            this.subject = Objects.requireNonNull(subject, "subject");
            this.text = Objects.requireNonNull(text, "text");
        }

        @Override
        public SubjectId subject() {
            return subject;
        }

        /** Returns the text. Whoever calls this answers for where it goes. */
        public String reveal() {
            return text;
        }

        @Override
        public String revealOr(String otherwise) {
            return text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Known known && known.subject.equals(subject) && known.text.equals(text);
        }

        @Override
        public int hashCode() {
            return subject.hashCode();
        }

        @Override
        public String toString() {
            return "[personal]";
        }
    }

    /**
     * Closed: it was read without a key to it. It may be carried on to other events of the case, just as it is, with
     * the place where it was closed behind it: so whoever only passes a name on never learns it.
     *
     * @param box the box
     * @param place where it was closed
     */
    record Closed(Box box, BoxPlace place) implements PersonalText {

        /** The sign between a box and the place where it was closed. */
        private static final char FROM = '@';

        public Closed {
            Objects.requireNonNull(box, "box");
            Objects.requireNonNull(place, "place");
        }

        /**
         * Returns the box as text; if it is written elsewhere than where it was closed, that place behind it: {@code
         * box.…@<type>#<field>}.
         */
        public String textAt(BoxPlace here) {
            return here.equals(place) ? box.text() : box.text() + FROM + place.type() + '#' + place.field();
        }

        /**
         * Returns the box with this text.
         *
         * @param here where the text stands
         * @throws IllegalArgumentException if it is no box; the message doesn't quote it
         */
        public static Closed parse(String text, BoxPlace here) {
            var from = text.indexOf(FROM);
            if (from < 0) {
                return new Closed(Box.parse(text), here);
            }
            var field = text.indexOf('#', from);
            if (field < 0) {
                throw new IllegalArgumentException("not a box");
            }
            return new Closed(
                    Box.parse(text.substring(0, from)),
                    new BoxPlace(here.caseId(), text.substring(from + 1, field), text.substring(field + 1)));
        }

        /** Returns whose the box with this text is; the place behind it, if there is one, says nothing about that. */
        public static SubjectId subjectOf(String text) {
            var from = text.indexOf(FROM);
            return Box.parse(from < 0 ? text : text.substring(0, from)).subject();
        }

        @Override
        public SubjectId subject() {
            return box.subject();
        }

        @Override
        public String revealOr(String otherwise) {
            return otherwise;
        }

        @Override
        public String toString() {
            return "[sealed]";
        }
    }

    /**
     * Forgotten: the subject's key was destroyed.
     *
     * @param subject whose it was
     */
    record Erased(SubjectId subject) implements PersonalText {

        /** The words that readers get in its place. */
        public static final String SHOWN = "[erased]";

        public Erased {
            Objects.requireNonNull(subject, "subject");
        }

        @Override
        public String revealOr(String otherwise) {
            return otherwise;
        }

        @Override
        public String toString() {
            return SHOWN;
        }
    }
}
