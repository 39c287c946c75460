/** How many days old a version has to be before it is proposed, where nobody says otherwise. */
export const MINIMUM_RELEASE_AGE_DAYS = 3;
