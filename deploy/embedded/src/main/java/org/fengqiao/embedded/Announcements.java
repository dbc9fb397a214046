package org.fengqiao.embedded;

/** Announcements to people while the program runs: one line each, on standard output. */
@FunctionalInterface
interface Announcements {

    void say(String line);
}
