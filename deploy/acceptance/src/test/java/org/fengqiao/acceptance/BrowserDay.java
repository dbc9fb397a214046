package org.fengqiao.acceptance;

/**
 * Day of the people who work with the pages, in a browser. Its one implementation is compiled only where a browser is
 * installed (profile {@code browser}), so it is named here and looked up.
 */
public interface BrowserDay {

    /** Its implementation. */
    String IMPLEMENTATION = "org.fengqiao.acceptance.browser.EverybodysDay";

    /** Clicks through the day of each role. */
    void pass(Stack stack) throws Exception;

    /** Running stack, as far as a browser needs it. */
    interface Stack {

        /** Returns the address of a service, without a slash at its end. */
        String address(String service);

        /** Makes a token for a role. */
        String token(String role) throws Exception;
    }
}
