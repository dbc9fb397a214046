package org.fengqiao.kernel.sealing;

import java.util.Objects;

/**
 * A text that is somebody's personal data. It is no {@code String} on purpose: it has no way into a message, a log line or an answer but
 * {@link Known#reveal()} and {@link #revealOr}, which can be searched for; its {@link #toString()} never shows it, and JSON is written of it only
 * as a box.
 */
public sealed interface PersonalText {

    /** Whose it is. */
    SubjectId subject();

    /** The text where it is known; the other one where the box is closed or the person forgotten. */
    String revealOr(String otherwise);

    /**
     * A text in clear, in memory.
     *
     * @param subject whose it is
     * @param text the text
     */
    static Known of(SubjectId subject, String text) {
        return new Known(subject, text);
    }

    /**
     * Known to this process: it came in just now, or its box was opened for a stated purpose. No record, since a record shows what it holds.
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

        /** The text. Whoever calls this answers for where it goes. */
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
     * Closed: it was read without a key to it. It cannot be written anew, since a box belongs where it stands.
     *
     * @param box the box
     */
    record Closed(Box box) implements PersonalText {
        public Closed {
            Objects.requireNonNull(box, "box");
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
        public Erased {
            Objects.requireNonNull(subject, "subject");
        }

        @Override
        public String revealOr(String otherwise) {
            return otherwise;
        }

        @Override
        public String toString() {
            return "[erased]";
        }
    }
}
