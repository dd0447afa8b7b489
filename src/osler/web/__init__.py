"""The pages: what readers, editors, reviewers and admins see."""
