/**
 * What routing decides, and nothing else: who holds a case, by which path, and whether it is settled. No clock, no randomness, no I/O, no framework.
 * Times and ids come in with the commands; decision table and units are data that come with the decider.
 */
@NullMarked
package org.fengqiao.routing.model;

import org.jspecify.annotations.NullMarked;
