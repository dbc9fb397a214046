package org.fengqiao.embedded;

/** What people are told while the program runs: one line each, on standard output. */
@FunctionalInterface
interface Announcements {

    void say(String line);
}
