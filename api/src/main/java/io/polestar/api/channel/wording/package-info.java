/** What a message says: the facts around an alert, and their words in English and Chinese. */
@NullMarked
package io.polestar.api.channel.wording;

import org.jspecify.annotations.NullMarked;
