package org.fengqiao.conformance;

/** Verdict on one case of a check. */
sealed interface Verdict {

    /** It is as the contract says. */
    record Right() implements Verdict {}

    /** Something came, and is not as the contract says. */
    record Wrong(String what) implements Verdict {}

    /** Nothing came that should have come. */
    record Missing(String what) implements Verdict {}

    /** It could not be looked at. */
    record NotChecked(String why) implements Verdict {}

    /** Returns the word that is printed for it. */
    default String word() {
        return switch (this) {
            case Right _ -> "right";
            case Wrong _ -> "WRONG";
            case Missing _ -> "MISSING";
            case NotChecked _ -> "not checked";
        };
    }

    /** Returns what there is to say beside the word. */
    default String detail() {
        return switch (this) {
            case Right _ -> "";
            case Wrong(var what) -> what;
            case Missing(var what) -> what;
            case NotChecked(var why) -> why;
        };
    }
}
