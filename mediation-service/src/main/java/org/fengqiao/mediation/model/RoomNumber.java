package org.fengqiao.mediation.model;

/**
 * Form of a room's number, such as 2 or B-204. It is recorded in clear, so the form leaves no room for names or
 * addresses; a session elsewhere than in a room of the unit has none.
 */
public final class RoomNumber {

    /** The regular expression: at most two letters and four digits. */
    public static final String FORM = "[A-Z]{0,2}-?[0-9]{1,4}";

    private RoomNumber() {}
}
